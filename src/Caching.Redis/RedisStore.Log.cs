using System.Globalization;
using Caching.Stores;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>The part that tells of invalidations: the log, and a channel that says that it has grown.</summary>
internal sealed partial class RedisStore : IInvalidationLog
{
    public async ValueTask<InvalidationPage> ReadLogAsync(LogPosition position, CancellationToken cancellation)
    {
        RedisValue[] values =
            [_durable, Answer.Write(IEpochStore.Draw()), _me, Answer.Write(position.Incarnation), position.Sequence];
        var answer = (RedisResult[])await RunAsync(Script.ReadLog, [_keys.Log], values, cancellation).ConfigureAwait(false);
        var now = new LogPosition(Answer.Number(answer[0]), long.Parse((string)answer[1], CultureInfo.InvariantCulture));
        var items = answer.Skip(3).Select(static item => WideText.Decode((byte[])item)).ToLookup(static item => item[0], static item => item[1..]);
        return new(now, IsComplete: (string)answer[2] == "1", [.. items['k']], [.. items['e']]);
    }

    public async ValueTask<IAsyncDisposable> WatchLogAsync(Action news, CancellationToken cancellation)
    {
        var watch = new LogWatch(_link, _keys.Channel, _me, news);
        await _timeout.ExecuteAsync(static async (watch, cancellation) => await watch.BeginAsync(cancellation).ConfigureAwait(false), watch, cancellation)
            .ConfigureAwait(false);
        return watch;
    }
}
