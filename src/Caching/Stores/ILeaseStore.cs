namespace Caching.Stores;

/// <summary>
/// An optional interface of an <see cref="IByteStore"/> that several processes share: of all that find a key cold, one makes the
/// value and the others wait for it. A lease ends by itself, so a holder that is killed or hangs holds nobody up for longer.
/// </summary>
/// <remarks>
/// A lease is a promise of nothing but politeness; what keeps an old value from being stored is the comparison in
/// <see cref="PublishAsync"/>. The store keeps one lease record a key, with a token drawn anew for each holder. The record outlasts the
/// lease's end (a holder that was slow still publishes if nobody else did), and goes when another takes the lease, when the
/// holder publishes or gives it back, and with each <see cref="IByteStore.SetAsync"/> and <see cref="IByteStore.RemoveAsync"/> of the key.
/// </remarks>
public interface ILeaseStore
{
    /// <summary>
    /// Takes the lease of the key, unless another process holds it: then the answer is that one's. A lease that has ended, one of
    /// this same store object (its process has its own ways of waiting), and one of another <paramref name="stamp"/> (what is
    /// being made there is not what is wanted here) do not count as held. How much of a lease is left is read on the store's clock.
    /// </summary>
    ValueTask<CacheLease> AcquireAsync(string key, ulong stamp, TimeSpan duration, CancellationToken cancellation);

    /// <summary>
    /// As <see cref="IByteStore.SetAsync"/>, in one step with the question whether the key's lease record is still the one of this
    /// token; if not, nothing is changed. A lease that is the caller's own ends with it.
    /// </summary>
    ValueTask<LeasePublication> PublishAsync(
        string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CacheLease lease, CancellationToken cancellation);

    /// <summary>Gives the lease back, if it is still the caller's.</summary>
    ValueTask ReleaseAsync(string key, CacheLease lease, CancellationToken cancellation);
}

/// <summary>The answer to a call for a lease.</summary>
/// <param name="Token">Whose it is: a random value, drawn for each holder.</param>
/// <param name="IsMine">Whether the caller holds it now; else another does.</param>
public readonly record struct CacheLease(ulong Token, bool IsMine);

/// <summary>What became of a value that was made under a lease.</summary>
public enum LeasePublication
{
    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>The store refuses it (too large); the key has no entry.</summary>
    Refused,

    /// <summary>Another took the lease, or the key was set or removed meanwhile: nothing was changed.</summary>
    Superseded,
}
