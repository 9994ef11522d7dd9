using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>
/// A script of the folder <c>Scripts</c> behind the parts that it uses. Called by its digest; a server that does not know it yet, or no
/// more, is given the text.
/// </summary>
internal sealed class Script
{
    // The only server that knows the present epochs is the one that is written to.
    private const CommandFlags Flags = CommandFlags.DemandMaster;

    public static readonly Script Get = new("server", "epochs", "entries", "get");
    public static readonly Script List = new("server", "epochs", "entries", "list");
    public static readonly Script Set = new("server", "epochs", "entries", "log", "set");
    public static readonly Script Void = new("server", "epochs", "log", "void");
    public static readonly Script ReadEpochs = new("server", "epochs", "read_epochs");
    public static readonly Script Acquire = new("server", "acquire");
    public static readonly Script Release = new("release");
    public static readonly Script ReadLog = new("server", "epochs", "log", "read_log");

    private readonly string _text;
    private readonly byte[] _digest;

    private Script(params string[] parts)
    {
        _text = string.Concat(parts.Select(Read));
#pragma warning disable CA5350 // The server's name for a script.
        _digest = SHA1.HashData(Encoding.UTF8.GetBytes(_text));
#pragma warning restore CA5350
    }

    public async Task<RedisResult> RunAsync(IDatabase database, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await database.ScriptEvaluateAsync(_digest, keys, values, Flags).ConfigureAwait(false);
        }
        catch (RedisServerException error) when (error.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            return await database.ScriptEvaluateAsync(_text, keys, values, Flags).ConfigureAwait(false);
        }
    }

    private static string Read(string part)
    {
        using var stream = typeof(Script).Assembly.GetManifestResourceStream(part + ".lua")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
