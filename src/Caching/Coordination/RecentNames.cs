using Caching.Entries;

namespace Caching.Coordination;

/// <summary>
/// The names of the epochs of entries that were read lately, which those of one namespace and the same tags share: a hit would otherwise
/// put together four texts and more, to look each up. One set of them a slot, the last one stays; half a megabyte at most, and
/// usually a tenth of it.
/// </summary>
internal sealed class RecentNames
{
    private const int Slots = 256;
    private const int LongestTexts = 256;

    // What a text takes beside its characters, in characters.
    private const int Overhead = 16;

    private readonly string[]?[] _slots = new string[Slots][];

    /// <summary>As <see cref="EpochNames.Of"/> gives them; not to be written to.</summary>
    public string[] Of(StoredEntry entry)
    {
        var ns = PhysicalKey.NamespaceIn(entry.Key);
        var tags = entry.TagArray;
        var (hash, length) = (string.GetHashCode(ns), ns.Length);
        foreach (var tag in tags) (hash, length) = (HashCode.Combine(hash, tag.GetHashCode(StringComparison.Ordinal)), length + tag.Length + Overhead);
        if (length > LongestTexts) return EpochNames.Of(ns.ToString(), tags);
        ref var slot = ref _slots[(uint)hash % Slots];
        if (Volatile.Read(ref slot) is { } names && EpochNames.AreOf(names, ns, tags)) return names;
        names = EpochNames.Of(ns.ToString(), tags);
        Volatile.Write(ref slot, names);
        return names;
    }
}
