namespace Caching.Stores;

/// <summary>
/// An optional interface of an <see cref="IByteStore"/>: it keeps the epochs of namespaces and tags itself, so that an
/// invalidation reaches every process that shares the store, and entries outlive the process. The epochs of other byte stores are kept
/// in the process: what such a store holds is void once its manager is gone.
/// </summary>
public interface IEpochStore
{
    /// <summary>
    /// The epochs of these names, in their order: read all at one instant, or one after another in this order. A name without one is given a random one (see <see cref="Draw"/>), atomically:
    /// two readers see the same.
    /// </summary>
    ValueTask<ulong[]> ReadEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation);

    /// <summary>Gives the name a new random epoch. When it has returned, no reader sees the old one.</summary>
    ValueTask RenewEpochAsync(string name, CancellationToken cancellation);

    /// <summary>A random epoch.</summary>
    static ulong Draw() => Coordination.Epoch.Draw();
}
