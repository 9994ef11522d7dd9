using Caching.Policies;

namespace Caching.Entries;

/// <summary>The header of an entry that is kept as bytes, with what is needed to check and read it.</summary>
internal sealed class StoredEntry(in Lifetime lifetime, long accessed, ulong version, string[] tags, ulong[] epochs, string form)
    : EntryHeader(lifetime, accessed, version, tags)
{
    /// <summary>The epochs of the namespace and of each tag, in this order, as they were before the factory began.</summary>
    public ulong[] Epochs { get; } = epochs;

    /// <summary>How the value was written; see <see cref="ICacheSerializer{T}.Form"/>.</summary>
    public string Form { get; } = form;
}
