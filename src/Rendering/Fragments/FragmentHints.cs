namespace Rendering.Fragments;

/// <summary>What to look at in a cached statement.</summary>
public enum FragmentHint
{
    /// <summary>It has never been served from the cache: caching it costs and saves nothing.</summary>
    NeverHit,

    /// <summary>Under many keys it was always the same bytes: its key is finer than it needs to be.</summary>
    AlwaysEqual,

    /// <summary>It has nearly as many keys as requests: the key holds something that is new each time.</summary>
    KeyPerRequest,

    /// <summary>To look it up takes longer than to make it: leave it uncached, or keep it in memory.</summary>
    CostsMore,
}

/// <summary>What was counted of one cached statement in this process, since its template was parsed.</summary>
public sealed record FragmentStatistics
{
    /// <summary>What people call it; null where it has no name but its place.</summary>
    public string? Name { get; init; }

    /// <summary>The template in whose text it stands.</summary>
    public required string Template { get; init; }

    /// <summary>The line of its statement, from 1; 0 where the engine does not say.</summary>
    public int Line { get; init; }

    /// <summary>The column, from 1; 0 as <see cref="Line"/>.</summary>
    public int Column { get; init; }

    /// <summary>How often it was served from the cache.</summary>
    public long Hits { get; init; }

    /// <summary>How often it was not.</summary>
    public long Misses { get; init; }

    /// <summary>How many different keys were seen where the cache was asked at length; 1,024 for as many or more.</summary>
    public int Keys { get; init; }

    /// <summary>How long it takes to make, on average; zero where it was not made.</summary>
    public TimeSpan MadeIn { get; init; }

    /// <summary>How long a look-up that found it takes, on average, where it was not in memory; zero where there was none.</summary>
    public TimeSpan LookUp { get; init; }

    /// <summary>What to look at; empty where nothing stands out.</summary>
    public IReadOnlyList<FragmentHint> Hints { get; init; } = [];
}

/// <summary>The rules behind the hints. Each waits until it has seen enough to be no accident.</summary>
internal static class FragmentHints
{
    // A section that is asked for once a minute is judged within the hour.
    internal const int Enough = 20;

    // Ten keys with the same bytes may be ten empty lists; a designer looks, and knows.
    internal const int EnoughKeys = 10;

    // Some keys come twice, by reloads.
    private const double NearlyAll = 0.9;

    public static IEnumerable<FragmentHint> Of(FragmentStatistics read, long made, long lookedUp, bool isEqual, long askedWithKeys)
    {
        if (read.Hits == 0 && read.Misses >= Enough) yield return FragmentHint.NeverHit;
        if (read.Keys >= EnoughKeys && made >= EnoughKeys && isEqual) yield return FragmentHint.AlwaysEqual;
        if (read.Keys >= Enough && read.Keys >= NearlyAll * askedWithKeys) yield return FragmentHint.KeyPerRequest;
        if (made >= Enough && lookedUp >= Enough && read.LookUp > read.MadeIn) yield return FragmentHint.CostsMore;
    }
}
