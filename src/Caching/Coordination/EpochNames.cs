namespace Caching.Coordination;

/// <summary>
/// The names of epochs. Everything has two: one whose renewal voids, and one whose renewal only ages, so that what it covers is
/// stale. The second has the first's name with a capital.
/// </summary>
internal static class EpochNames
{
    /// <summary>What covers every entry of the store.</summary>
    public const string All = "a";

    /// <summary>
    /// Renewed before each tag, read after it. A factory may add a tag when it is half done, and a store's epoch of that tag
    /// was not read before it began; but if no tag at all was renewed since, neither was that one. The order makes up for there
    /// being two: who reads the tag's new epoch reads this one's new one next.
    /// </summary>
    public const string AnyTag = "x";

    public static string OfNamespace(string ns) => "n:" + ns;

    public static string OfTag(string tag) => "t:" + tag;

    public static string TagOf(string name) => name[2..];

    public static string Soft(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    public static bool IsTag(string name) => name.StartsWith("t:", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The epochs that an entry depends on: those that void it (all, namespace, tags), then, in the same order, those that age it.
    /// </summary>
    public static string[] Of(string ns, IReadOnlyList<string> tags)
    {
        var half = tags.Count + 2;
        var names = new string[2 * half];
        names[0] = All;
        names[1] = OfNamespace(ns);
        for (var i = 0; i < tags.Count; i++) names[i + 2] = OfTag(tags[i]);
        for (var i = 0; i < half; i++) names[half + i] = Soft(names[i]);
        return names;
    }

    /// <summary>Whether <see cref="Of"/> gives these names.</summary>
    public static bool AreOf(ReadOnlySpan<string> names, ReadOnlySpan<char> ns, ReadOnlySpan<string> tags)
    {
        if (names.Length != 2 * (tags.Length + 2) || !names[1].AsSpan(2).SequenceEqual(ns)) return false;
        for (var i = 0; i < tags.Length; i++)
            if (!names[i + 2].AsSpan(2).SequenceEqual(tags[i])) return false;
        return true;
    }

    /// <summary>Renews the epoch of that name in the process.</summary>
    public static void Renew(EpochTable epochs, string name)
    {
        var soft = char.IsUpper(name[0]);
        if (string.Equals(name, All, StringComparison.OrdinalIgnoreCase)) epochs.RenewAll(soft);
        else epochs.Renew(char.ToLowerInvariant(name[0]) + name[1..], soft);
    }

    /// <summary>What the present epochs make of an entry that was stored with <paramref name="stored"/>.</summary>
    public static Standing Compare(ReadOnlySpan<ulong> stored, ReadOnlySpan<ulong> now)
    {
        var half = stored.Length / 2;
        if (now.Length != stored.Length || !stored[..half].SequenceEqual(now[..half])) return Standing.Void;
        return stored[half..].SequenceEqual(now[half..]) ? Standing.Current : Standing.Aged;
    }
}

/// <summary>What invalidations have left of an entry.</summary>
internal enum Standing : byte
{
    /// <summary>It must not be served.</summary>
    Void,

    /// <summary>It is stale, whatever its expire.</summary>
    Aged,

    /// <summary>No invalidation has met it.</summary>
    Current,
}
