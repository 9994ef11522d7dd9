namespace Caching.Stores;

/// <summary>
/// An optional interface of an <see cref="IByteStore"/>: it keeps the epochs of namespaces and tags itself, so that an
/// invalidation reaches every process that shares the store, and entries outlive the process. The epochs of other byte stores are kept
/// in the process: what such a store holds is void once its manager is gone.
/// </summary>
/// <remarks>
/// A store that can gives an entry's bytes and its present epochs in one round trip (<see cref="StoredRead.Epochs"/>): the names
/// are in the header that the entry is stored with.
/// </remarks>
public interface IEpochStore
{
    /// <summary>
    /// The epochs of these names, in their order: read all at one instant, or one after another in this order. A name without one
    /// is given a random one (see <see cref="Draw"/>), atomically: two readers see the same.
    /// </summary>
    ValueTask<StoredEpochs> ReadEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation);

    /// <summary>Gives each of these names a new random epoch, in their order. When it has returned, no reader sees an old one.</summary>
    ValueTask RenewEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation);

    /// <summary>A random epoch.</summary>
    static ulong Draw() => Coordination.Epoch.Draw();
}
