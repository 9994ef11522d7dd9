namespace Caching.Stores;

/// <summary>
/// The smallest store: bytes by key. All else is done above it: the bytes carry their own key, times, epochs and checksum,
/// and are checked when read, so a store may lose, cut or mix up what it holds. It may throw: a failing read is a miss, a failing
/// write a log line. Safe for concurrent use. Disposed with the manager if it is disposable.
/// A store over a network brings its own time-outs: nobody else can tell a write that is slow from one that is lost.
/// </summary>
/// <remarks>
/// Keys are any text of any length, and differ by case. A store that needs short or plain keys hashes them: the bytes
/// contain the whole key, and a mismatch is a miss.
/// What else a store can do it says by optional interfaces: <see cref="IEpochStore"/> (invalidations reach other processes),
/// <see cref="ILeaseStore"/> (one creation across processes), <see cref="IAtomicStore"/> (counters), <see cref="IBatchStore"/>
/// (many keys in one round trip), <see cref="IInvalidationLog"/> (a memory tier before it), <see cref="IListingStore"/> (a look inside).
/// </remarks>
public interface IByteStore
{
    /// <summary>The bytes stored last under the key, or nothing.</summary>
    ValueTask<StoredRead> GetAsync(string key, CancellationToken cancellation);

    /// <summary>
    /// Stores the bytes in place of those there; false if the store refuses them (too large), and then the key has none.
    /// They are to be kept until <see cref="EntryHeader.KeepUntil"/>, or less. The bytes are the store's from now on.
    /// </summary>
    ValueTask<bool> SetAsync(string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation);

    /// <summary>Removes what is stored, if anything.</summary>
    ValueTask RemoveAsync(string key, CancellationToken cancellation);
}
