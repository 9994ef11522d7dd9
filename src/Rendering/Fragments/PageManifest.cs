using Caching;

namespace Rendering.Fragments;

/// <summary>
/// Which sections the last renders of a page asked a store for, in their order: what the next one will ask for too, most likely. A key
/// that was read ahead twice in a row and not asked for is dropped; a wrong one costs its reading and nothing else. Immutable.
/// </summary>
/// <param name="Keys">The keys, each once.</param>
internal sealed record PageManifest(IReadOnlyList<PageManifest.Use> Keys)
{
    /// <summary>The most keys of a page: what is beyond costs a round trip each, as without a manifest.</summary>
    public const int MostKeys = 500;

    /// <summary>The most characters of all keys of a page together.</summary>
    public const int MostText = 64 * 1024;

    // Once may be the chance of one render: a section behind a condition, or inside one that was a hit.
    private const int MostInVain = 2;

    public static PageManifest Empty { get; } = new([]);

    /// <summary>What it takes up in memory, in bytes, about.</summary>
    public long Size => 100 + Keys.Sum(static use => 100L + (2 * TextOf(use.Lookup)));

    /// <summary>Whether both name the same keys, in whatever order.</summary>
    public bool NamesSame(PageManifest other) => ReferenceEquals(this, other) || (
        Keys.Count == other.Keys.Count && Keys.Select(static use => use.Lookup).ToHashSet().SetEquals(other.Keys.Select(static use => use.Lookup)));

    /// <summary>The manifest after another render.</summary>
    /// <param name="used">What the render asked a store for, in its order.</param>
    /// <param name="readAhead">What was read ahead for it.</param>
    public PageManifest After(IReadOnlyList<CacheLookup> used, PageManifest readAhead)
    {
        if (IsExactly(used)) return this;
        var uses = new HashSet<CacheLookup>();
        var keys = new List<Use>();
        var text = 0L;
        foreach (var lookup in used)
            if (uses.Add(lookup)) Keep(new(lookup, 0));
        var asked = readAhead.Keys.Select(static use => use.Lookup).ToHashSet();
        foreach (var (lookup, inVain) in Keys)
        {
            if (uses.Contains(lookup)) continue;
            var now = inVain + (asked.Contains(lookup) ? 1 : 0);
            if (now < MostInVain) Keep(new(lookup, now));
        }

        return new(keys);

        void Keep(Use use)
        {
            if (keys.Count == MostKeys || text + TextOf(use.Lookup) > MostText) return;
            keys.Add(use);
            text += TextOf(use.Lookup);
        }
    }

    // Nearly every render of a page asks for what the last one did, in its order; then there is nothing to count.
    private bool IsExactly(IReadOnlyList<CacheLookup> used)
    {
        if (used.Count != Keys.Count) return false;
        for (var i = 0; i < used.Count; i++)
            if (Keys[i].InVain > 0 || Keys[i].Lookup != used[i]) return false;
        return true;
    }

    /// <summary>The keys as four texts each: what a store keeps.</summary>
    public string?[] ToTexts() =>
        [.. Keys.SelectMany(static use => new[] { use.Lookup.Namespace, use.Lookup.Key.ToString(), use.Lookup.Type, use.Lookup.Region })];

    /// <summary>The manifest of these texts; of none that are not its own, since a store may hold anything.</summary>
    public static PageManifest FromTexts(string?[] texts)
    {
        if (texts.Length % 4 != 0 || texts.Length > 4 * MostKeys) return Empty;
        var keys = new List<Use>();
        for (var i = 0; i < texts.Length; i += 4)
        {
            if (texts[i] is not { } ns || texts[i + 1] is not { } key) return Empty;
            keys.Add(new(new(ns, KeyOf(key), texts[i + 2], texts[i + 3]), 0));
        }

        return new(keys);
    }

    private static CacheKey KeyOf(string encoded)
    {
        var writer = new CacheKeyWriter(stackalloc char[256]);
        writer.AddEncoded(encoded);
        var key = writer.ToKey();
        writer.Dispose();
        return key;
    }

    private static int TextOf(in CacheLookup lookup) =>
        lookup.Namespace.Length + lookup.Key.ToString().Length + (lookup.Type?.Length ?? 0) + (lookup.Region?.Length ?? 0);

    /// <summary>A key of the page.</summary>
    /// <param name="Lookup">The key, and where it is kept.</param>
    /// <param name="InVain">How often in a row it was read ahead and not asked for.</param>
    internal readonly record struct Use(CacheLookup Lookup, int InVain);
}
