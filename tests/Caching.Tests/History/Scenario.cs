namespace Caching.Tests.History;

/// <summary>What is planted in a namespace, for the checks to find.</summary>
internal enum Bug
{
    None, LostClear, LostTag, LostRemoval, OldRead, PublishesAnyway, EveryoneMakes, LostIncrement, PastWindow,
}

internal enum Use
{
    /// <summary>Values that stay until they are invalidated.</summary>
    Lasting,

    /// <summary>Values that expire within moments.</summary>
    Short,

    /// <summary>Counters.</summary>
    Counts,
}

/// <summary>A namespace, how it is used, and what is wrong with it.</summary>
internal sealed record Place(string Name, Use Use, Bug Bug = Bug.None)
{
    public static readonly TimeSpan Expire = TimeSpan.FromMilliseconds(300);
    public static readonly TimeSpan Stale = TimeSpan.FromMilliseconds(200);

    // Few keys meet; of what expires there must be some that nobody asks for in time.
    public int Keys => Use switch { Use.Short => 40, Use.Counts => 2, _ => 4 };

    /// <summary>The life that values have by right.</summary>
    public long Life => Use == Use.Short ? (Expire + Stale).Micros() : MachineClock.Never;

    public CacheEntryOptions Options(string[] tags) => Use switch
    {
        Use.Short => new() { Expire = Expire, Stale = Bug == Bug.PastWindow ? TimeSpan.FromHours(1) : Stale, Tags = tags },
        _ => new() { Expire = CacheExpire.Never, Tags = tags },
    };

    public string[] Tags(int key) => Use == Use.Counts ? [] : [$"{Name}-{key % 2}"];

    public Act Draw(Random random) => (Use, random.Next(100)) switch
    {
        (Use.Counts, < 95) => Act.Increment,
        (Use.Counts, _) => Act.Clear,
        (Use.Short, < 15) => Act.GetOrCreate,
        (Use.Short, < 99) => Act.TryGet,
        // So few that some values reach their ends.
        (Use.Short, _) => random.Next(4) switch { 0 => Act.Clear, 1 => Act.ExpireAll, 2 => Act.Tag, _ => Act.ExpireTag },
        (_, < 50) => Act.GetOrCreate,
        (_, < 65) => Act.TryGet,
        (_, < 74) => Act.Set,
        (_, < 77) => Act.Add,
        (_, < 85) => Act.Remove,
        (_, < 89) => Act.Expire,
        (_, < 92) => Act.Clear,
        (_, < 94) => Act.ExpireAll,
        (_, < 98) => Act.Tag,
        _ => Act.ExpireTag,
    };
}

/// <summary>The namespaces of a run. Each bug has one of its own, so that one run shows them all, and a sound one that nothing is found there.</summary>
internal sealed record Scenario(string Name, params Place[] Places)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(400);

    /// <summary>A tag that any factory may add when it is half done.</summary>
    public const string LateTag = "late";

    public static readonly Scenario Sound = new(
        "sound", new("pages", Use.Lasting), new("parts", Use.Lasting), new("news", Use.Short), new("counts", Use.Counts));

    public static readonly Scenario Planted = new(
        "planted", [new("sound", Use.Lasting), .. Enum.GetValues<Bug>().Where(bug => bug != Bug.None).Select(bug => new Place($"{bug}", UseOf(bug), bug))]);

    public static Scenario Of(string name) => name == Planted.Name ? Planted : Sound;

    public bool IsSound => ReferenceEquals(this, Sound);

    public Place? Find(string ns) => Places.FirstOrDefault(place => place.Name == ns);

    private static Use UseOf(Bug bug) => bug switch { Bug.LostIncrement => Use.Counts, Bug.PastWindow => Use.Short, _ => Use.Lasting };
}
