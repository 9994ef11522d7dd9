namespace Caching.Stores;

/// <summary>What a store said of a key before anybody asked for it, and what must be the same for that still to hold.</summary>
/// <param name="Key">The physical key.</param>
/// <param name="Read">The answer, of which nothing is known yet: not its type, not whether it can be read.</param>
/// <param name="Changes"><see cref="ChangeTable.Last"/> before the store was asked.</param>
/// <param name="AskedAt">When that was; UTC ticks.</param>
/// <param name="AnsweredAt">When the answer was here; UTC ticks.</param>
internal sealed record AheadAnswer(string Key, StoredRead Read, long Changes, long AskedAt, long AnsweredAt)
{
    /// <summary>How often keys like this one had been voided by then, where other processes tell.</summary>
    public long Heard { get; init; }
}
