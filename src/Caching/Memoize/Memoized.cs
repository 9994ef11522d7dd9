namespace Caching;

/// <summary>
/// A function whose results are cached under its arguments, made by <see cref="MemoizeExtensions"/>. Safe for concurrent use. One call of
/// the function at a time makes the result of the same arguments, however many callers ask; errors and cancellation are as in
/// <see cref="Cache.GetOrCreateAsync{TState, T}"/>. A null result is a result.
/// </summary>
public abstract class Memoized
{
    private protected Memoized(Cache cache) => Cache = cache;

    /// <summary>The cache of the function's namespace, which is its name.</summary>
    public Cache Cache { get; }

    /// <summary>Voids all results. See <see cref="Cache.ClearAsync"/>.</summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask ClearAsync(CancellationToken cancellation = default) => Cache.ClearAsync(cancellation);
}
