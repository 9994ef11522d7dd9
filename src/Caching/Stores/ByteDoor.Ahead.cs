using Caching.Entries;
using Caching.Policies;

namespace Caching.Stores;

/// <summary>The part that reads ahead.</summary>
internal sealed partial class ByteDoor
{
    private readonly ChangeTable _changes = new();

    public override bool IsBatched => _store is IBatchStore;

    public override async ValueTask<IReadOnlyList<AheadAnswer>> AskAheadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        if (keys.Count == 0) return [];
        string[] asked = [.. keys];
        var (changes, askedAt) = (_changes.Last, _time.GetUtcNow().UtcTicks);
        if (await GetManyAsync(asked, cancellation).ConfigureAwait(false) is not { } reads) return [];
        var answeredAt = _time.GetUtcNow().UtcTicks;
        return Array.ConvertAll(asked.Zip(reads).ToArray(), answer => new AheadAnswer(answer.First, answer.Second, changes, askedAt, answeredAt));
    }

    public override async ValueTask<CacheResult<T>?> UseAsync<T>(AheadAnswer answer, CachePlan plan, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow().UtcTicks;
        if (Math.Abs(now - answer.AskedAt) > CacheReadAhead.Bound.Ticks || _changes.IsChangedSince(answer.Changes, answer.Key)) return null;
        // The store's clock has gone on since it told its time.
        var read = answer.Read with { Now = answer.Read.Now + TimeSpan.FromTicks(now - answer.AnsweredAt) };
        var found = await _codec.DecodeAsync<T>(read, answer.Key, plan, cancellation).ConfigureAwait(false);
        // The epochs that came with the bytes are as old as these, and which they are is known only now.
        return found.OldEntry is StoredEntry entry && IsRenewedSince(answer.Changes, entry) ? null : found;
    }

    /// <summary>Notes changes when they are over, whatever came of them: what was asked before may be from before or after them.</summary>
    private readonly struct Noted(ChangeTable changes, IEnumerable<string> names) : IDisposable
    {
        public void Dispose()
        {
            foreach (var name in names) changes.Note(name);
        }
    }

    private bool IsRenewedSince(long changes, StoredEntry entry) =>
        _changes.Last != changes && Array.Exists(_epochs.NamesOf(entry), name => _changes.IsChangedSince(changes, name));
}
