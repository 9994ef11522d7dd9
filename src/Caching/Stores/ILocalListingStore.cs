namespace Caching.Stores;

/// <summary>An optional interface of an <see cref="ILocalStore"/>: it can say what it holds.</summary>
public interface ILocalListingStore
{
    /// <summary>
    /// What is stored, in no order; what is stored or removed meanwhile may be missing or there. It touches nothing: to be listed is no
    /// hit. For people who look, not for requests.
    /// </summary>
    IEnumerable<KeyValuePair<string, CacheEntry>> List();
}
