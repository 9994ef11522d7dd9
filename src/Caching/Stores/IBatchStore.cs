namespace Caching.Stores;

/// <summary>
/// An optional interface of an <see cref="IByteStore"/>: many keys in one round trip. For a store without it the calls
/// for single keys are made all at once.
/// </summary>
public interface IBatchStore
{
    /// <summary>As <see cref="IByteStore.GetAsync"/>: an answer a key, in their order.</summary>
    ValueTask<StoredRead[]> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation);

    /// <summary>As <see cref="IByteStore.SetAsync"/>: an answer an entry, in their order.</summary>
    ValueTask<bool[]> SetManyAsync(IReadOnlyList<StoredWrite> entries, CancellationToken cancellation);

    /// <summary>As <see cref="IByteStore.RemoveAsync"/>.</summary>
    ValueTask RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation);
}
