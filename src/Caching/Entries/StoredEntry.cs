using Caching.Coordination;
using Caching.Policies;

namespace Caching.Entries;

/// <summary>The header of an entry that is kept as bytes, with what is needed to check and read it.</summary>
internal sealed class StoredEntry(
    string key, in Lifetime lifetime, long accessed, ulong version, string[] tags, ulong[] epochs, string form)
    : EntryHeader(lifetime, accessed, version, tags)
{
    private string[]? _names;
    private string? _endedBy;

    /// <summary>The physical key.</summary>
    public string Key { get; } = key;

    /// <summary>The epochs that it depends on, as they were before the factory began.</summary>
    public ulong[] Epochs { get; } = epochs;

    /// <summary>How the value was written; see <see cref="ICacheSerializer{T}.Form"/>.</summary>
    public string Form { get; } = form;

    public override IReadOnlyList<string> EpochNames => _names ??= Coordination.EpochNames.Of(PhysicalKey.NamespaceOf(Key), TagArray);

    internal override string? EndedBy => _endedBy;

    /// <summary>Notes which of its epochs the present ones, in the order of <see cref="EpochNames"/>, differ in.</summary>
    public void Compare(ReadOnlySpan<ulong> present)
    {
        var differs = present.Length == Epochs.Length ? present.CommonPrefixLength(Epochs) : Epochs.Length;
        _endedBy = differs < Epochs.Length ? EpochNames[differs] : null;
    }

    /// <summary>The same value with other instants.</summary>
    public StoredEntry With(in Lifetime lifetime, long accessed) =>
        new(Key, lifetime, accessed, Version, TagArray, Epochs, Form) { _endedBy = _endedBy };
}
