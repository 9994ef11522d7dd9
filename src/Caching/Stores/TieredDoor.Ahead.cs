using Caching.Policies;

namespace Caching.Stores;

/// <summary>The part that reads ahead what is not in memory. What is used of it is kept there, as if it had been read when it was.</summary>
internal sealed partial class TieredDoor
{
    public override bool IsBatched => _far.IsBatched;

    public override async ValueTask<IReadOnlyList<AheadAnswer>> AskAheadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var far = keys.Where(key => !_near.Holds(key)).ToDictionary(static key => key, _follower.Changes, StringComparer.Ordinal);
        var answers = await _far.AskAheadAsync(far.Keys, cancellation).ConfigureAwait(false);
        return [.. answers.Select(answer => answer with { Heard = far[answer.Key] })];
    }

    public override async ValueTask<CacheResult<T>?> UseAsync<T>(AheadAnswer answer, CachePlan plan, CancellationToken cancellation)
    {
        if (_follower.Changes(answer.Key) != answer.Heard) return null;
        if (await _far.UseAsync<T>(answer, plan, cancellation).ConfigureAwait(false) is not { } far) return null;
        Fill(answer.Key, plan, far, answer.Heard, answer.AskedAt, answer.AnsweredAt);
        return far;
    }
}
