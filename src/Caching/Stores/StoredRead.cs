namespace Caching.Stores;

/// <summary>What a store has under a key, and what it could say of it in the same round trip.</summary>
/// <param name="Bytes">The bytes stored last, or null. They are only read, and not after the call that asked has returned.</param>
/// <param name="Epochs">
/// The present epochs of the names that the entry was stored with (<see cref="EntryHeader.EpochNames"/>), in their order, read at one
/// instant with the bytes. Null: not read, and the caller asks for them (<see cref="IEpochStore.ReadEpochsAsync"/>).
/// </param>
/// <param name="Now">The store's clock, if it has one of its own: whether the entry is fresh is decided by it. Null: the manager's clock.</param>
public readonly record struct StoredRead(ReadOnlyMemory<byte>? Bytes, ulong[]? Epochs = null, DateTimeOffset? Now = null)
{
    /// <summary>Nothing is stored.</summary>
    public static StoredRead Nothing => default;

    /// <summary>Bytes of which the store can say nothing more.</summary>
    public static implicit operator StoredRead(byte[]? bytes) => new(bytes is null ? null : (ReadOnlyMemory<byte>?)bytes);
}

/// <summary>One entry to store.</summary>
/// <param name="Key">The key.</param>
/// <param name="Bytes">What to store; the store's from now on.</param>
/// <param name="Header">What the store may know of it.</param>
public readonly record struct StoredWrite(string Key, ReadOnlyMemory<byte> Bytes, EntryHeader Header);

/// <summary>Epochs, and when they were read.</summary>
/// <param name="Values">The epochs in the order of the names that were asked for.</param>
/// <param name="Now">The store's clock, if it has one of its own. Null: the manager's clock.</param>
public readonly record struct StoredEpochs(ulong[] Values, DateTimeOffset? Now = null);
