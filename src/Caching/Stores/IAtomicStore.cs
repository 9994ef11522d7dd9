namespace Caching.Stores;

/// <summary>
/// An optional interface of an <see cref="IByteStore"/>: compare and swap. What only one of several processes may do (add, count, mark
/// as used) is done by it. For a store without it those are atomic in the process alone.
/// </summary>
public interface IAtomicStore
{
    /// <summary>
    /// Stores the bytes if what is there is exactly <paramref name="expected"/>, byte by byte (null: nothing is there); else changes
    /// nothing and is false. As with <see cref="IByteStore.SetAsync"/>, the key's lease record goes.
    /// </summary>
    ValueTask<bool> ReplaceAsync(
        string key, ReadOnlyMemory<byte>? expected, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation);
}
