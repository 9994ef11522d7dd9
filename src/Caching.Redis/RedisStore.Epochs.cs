using Caching.Stores;

namespace Caching.Redis;

/// <summary>The part that keeps the epochs. To renew one is to delete it: who reads it next draws another.</summary>
internal sealed partial class RedisStore : IEpochStore
{
    public async ValueTask<StoredEpochs> ReadEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var asked = _time.GetUtcNow();
        var answer = (StackExchange.Redis.RedisResult[])await RunAsync(
            Script.ReadEpochs, [.. names.Select(_keys.Epoch)], [_clock.Given, _durable, Answer.Write(IEpochStore.Draw())], cancellation).ConfigureAwait(false);
        return new([.. answer.Skip(1).Select(Answer.Number)], _clock.Read(answer[0], asked));
    }

    public async ValueTask RenewEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation) =>
        await VoidAsync(names.Select(_keys.Epoch), names.Select(static name => "e" + name), cancellation).ConfigureAwait(false);
}
