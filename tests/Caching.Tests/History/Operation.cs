namespace Caching.Tests.History;

public enum Act
{
    GetOrCreate, TryGet, Set, Add, Increment, Remove, Expire, Clear, ExpireAll, Tag, ExpireTag,
}

internal enum Outcome
{
    /// <summary>It has not ended, or its process was killed first.</summary>
    Open,

    /// <summary>A value was served: fresh, or not known to be stale.</summary>
    Value,

    /// <summary>A value was served, and said to be stale.</summary>
    Stale,

    Nothing,

    /// <summary>What changes something has.</summary>
    Done,

    /// <summary>An add found something there.</summary>
    Kept,

    /// <summary>A counter has a new sum.</summary>
    Sum,

    /// <summary>The factory's own error.</summary>
    Failed,

    /// <summary>An invalidation has not reached the store yet, and its caller was told.</summary>
    Undelivered,

    /// <summary>Any other error.</summary>
    Error,
}

/// <summary>
/// One call of a cache by one process, as far as is known: of a value with tags, or the invalidation of one of them, or an addition.
/// Instants are those of <see cref="MachineClock"/>.
/// </summary>
internal sealed record Operation(string Process, int Number, Act Act, string Namespace, int Key, string[] Tags, long By, long Begin)
{
    public string Id => $"{Process}/{Number}";

    public long End { get; init; } = MachineClock.Never;

    public Outcome Outcome { get; init; }

    /// <summary>The value that was served, the error, or nothing.</summary>
    public string Text { get; init; } = "";

    public long Sum { get; init; }

    /// <summary>When its factory began; null: it did not.</summary>
    public long? MakesFrom { get; init; }

    /// <summary>When the factory ended; that of a killed process ended no sooner.</summary>
    public long MadeAt { get; init; } = MachineClock.Never;

    /// <summary>Tags that the factory added.</summary>
    public string[] LateTags { get; init; } = [];

    /// <summary>Whether the factory threw, or died with its process.</summary>
    public bool FactoryFailed { get; init; }

    /// <summary>Whether the store failed the process meanwhile, so that this may have done less than it says.</summary>
    public bool StoreFailed { get; init; }

    public bool IsRead => Outcome is Outcome.Value or Outcome.Stale;

    public bool IsSoft => Act is Act.Expire or Act.ExpireAll or Act.ExpireTag;

    /// <summary>Whether it ends, where it is carried out, what was there before.</summary>
    public bool IsChange => Act is not (Act.GetOrCreate or Act.TryGet or Act.Increment) && Outcome is not Outcome.Kept;

    /// <summary>Whether the factory ran behind the back of its caller, who had an old value.</summary>
    public bool IsBackground => MakesFrom is not null && End < MadeAt;

    public bool Concerns(string ns, int key, Func<string, bool> hasTag) => Act switch
    {
        Act.Clear or Act.ExpireAll => Namespace == ns,
        Act.Tag or Act.ExpireTag => Tags[0] == "*" || hasTag(Tags[0]),
        _ => Namespace == ns && Key == key,
    };

    public bool Concerns(Operation maker) =>
        Concerns(maker.Namespace, maker.Key, tag => maker.Tags.Contains(tag) || maker.LateTags.Contains(tag));

    public override string ToString() =>
        $"{Id,-8} {Begin} to {(End == MachineClock.Never ? "?" : End)}: {Act} {Namespace}:{Key} [{string.Join(' ', Tags.Concat(LateTags))}] {Outcome} {Text}"
        + (MakesFrom is { } from ? $", made from {from} to {(MadeAt == MachineClock.Never ? "?" : MadeAt)}" : "")
        + (Act == Act.Increment ? $" by {By} to {Sum}" : "") + (StoreFailed ? ", store failed" : "");
}
