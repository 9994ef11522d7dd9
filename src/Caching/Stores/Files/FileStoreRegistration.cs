using Caching.Stores.Files;

namespace Caching;

/// <summary>Adds file stores to the options of a manager.</summary>
public static class FileStoreRegistration
{
    /// <summary>
    /// Makes a folder a type: <c>options.AddFileStore("file", "/var/cache/site")</c>. The folder is made when something is first written,
    /// and may be shared by any number of processes on one machine: of one kernel, in containers or not. On a drive of a network whose file locks
    /// work it may be shared by machines, and a hit then reads a few files more; what looks like a local drive and is another machine's
    /// (some folders that virtual machines share) must not be. All that is ever written or deleted lies in its sub-folder <c>v1</c>, which belongs to the store, and may be deleted at any time. Its files
    /// may be read and written by whom the folder and the process's umask let: a folder for what is private should be the process's own.
    /// </summary>
    /// <remarks>
    /// <para><b>Atomic</b>: an entry is written beside its place, flushed, and renamed into it, so a reader finds the old one, the new one or
    /// none, also when a process is killed at any instant. A set, a removal and a publication under a lease exclude each other.</para>
    /// <para><b>Across processes</b>: entries, removals, Clear and tags are seen by every process when the call has returned: a hit reads
    /// the entry, and knows its epochs while the words of one small file that it has open (<c>epochs.changes</c>) are the same. For
    /// a second after somebody has deleted that file, or the folder, what others invalidate may go unseen. One process creates a cold
    /// key while the others wait, for at most <see cref="CacheManagerOptions.LeaseDuration"/>; if that process dies they notice at once.</para>
    /// <para><b>Lost at a crash</b> of a process: what it had not finished. When the power fails: perhaps the last sets (the entry before may be
    /// there again), never a removal or a Clear that had returned.</para>
    /// <para><b>Reclaimed</b> by a sweeper, in one process of all that have the folder open: entries that are dead, void, foreign or
    /// damaged, and what killed processes left lying. The least recently used make room, in whichever process writes, where there are more
    /// than <see cref="FileStoreOptions.LimitBytes"/>. Since it is swept, an entry that never expires stays until it must make room.</para>
    /// </remarks>
    /// <param name="options">The manager's options.</param>
    /// <param name="name">The type, such as <c>file</c>. An earlier store of that name is replaced.</param>
    /// <param name="folder">The folder, absolute or relative to the current one.</param>
    /// <param name="store">The store's own options.</param>
    public static CacheManagerOptions AddFileStore(
        this CacheManagerOptions options, string name, string folder, FileStoreOptions? store = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var path = Path.GetFullPath(folder);
        return options.AddStore(name, context => new FileStore(context, path, store ?? new()));
    }
}
