namespace Caching;

/// <summary>
/// A value of your own that can be a key, or a part of one, wherever <see cref="CacheKey.From{T}"/> makes it: as an argument of a
/// memoized function, or in a list. The class that implements <see cref="GetCacheKey"/> is part of the key, so a product 7 is not
/// an order 7; a class derived from it counts as the same unless it implements the method again.
/// </summary>
public interface ICacheKeyed
{
    /// <summary>
    /// What tells this value from others of its class: <c>CacheKey.Of(Id, Version)</c>. Equal values must give equal keys, in every
    /// process that shares the store.
    /// </summary>
    CacheKey GetCacheKey();
}
