using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>
/// Where things lie below the prefix: <c>e:</c> entries, <c>p:</c> epochs, <c>l:</c> leases, and <c>log</c>, which is also the name of
/// the channel. A later version that keeps one of them in another form gives it another letter.
/// </summary>
internal sealed class KeyLayout(string prefix)
{
    public RedisKey Prefix { get; } = WideText.Encode(prefix);

    public RedisKey Log { get; } = WideText.Encode(prefix + "log");

    public RedisChannel Channel { get; } = new(WideText.Encode(prefix + "log"), RedisChannel.PatternMode.Literal);

    public RedisValue ChannelName { get; } = WideText.Encode(prefix + "log");

    public RedisValue Epochs { get; } = WideText.Encode(prefix + "p:");

    public RedisKey Entry(string key) => WideText.Encode(prefix + "e:" + key);

    public RedisKey Epoch(string name) => WideText.Encode(prefix + "p:" + name);

    public RedisKey Lease(string key) => WideText.Encode(prefix + "l:" + key);

    /// <summary>The pattern of the entries whose keys begin so.</summary>
    public RedisValue EntriesOf(string start)
    {
        var plain = prefix + "e:" + start;
        var pattern = new System.Text.StringBuilder(plain.Length + 8);
        foreach (var letter in plain)
        {
            if (letter is '\\' or '*' or '?' or '[' or ']') pattern.Append('\\');
            pattern.Append(letter);
        }

        return WideText.Encode(pattern.Append('*').ToString());
    }
}
