namespace Caching.Stores;

/// <summary>An optional interface of an <see cref="IByteStore"/>: it can say what it holds.</summary>
public interface IListingStore
{
    /// <summary>
    /// What is stored, in no order; what is stored or removed meanwhile may be missing or there. A store that can tells only of keys
    /// that begin with <paramref name="prefix"/>, another of all: the caller looks again. For people who look, not for requests.
    /// </summary>
    IAsyncEnumerable<StoredRead> ListAsync(string prefix, CancellationToken cancellation);
}
