using Caching.Memoize;

namespace Caching;

/// <summary>A memoized function of no arguments. See <see cref="Memoized"/>.</summary>
/// <typeparam name="TResult">What it makes.</typeparam>
public sealed class Memoized<TResult> : Memoized
{
    private readonly Memo<ValueTuple, TResult> _memo;

    internal Memoized(
        Cache cache, Func<CancellationToken, ValueTask<TResult>> original, CacheEntryOptions? options,
        Func<IEnumerable<string>>? tags)
        : base(cache)
    {
        Original = original;
        _memo = new(
            cache, options, (_, cancellation) => original(cancellation), static (ref _, _) => { }, tags is null ? null : _ => tags());
    }

    /// <summary>The function itself, past the cache.</summary>
    public Func<CancellationToken, ValueTask<TResult>> Original { get; }

    /// <summary>The stored result, or what the function makes.</summary>
    public ValueTask<TResult> InvokeAsync(CancellationToken cancellation = default) =>
        _memo.InvokeAsync(default, cancellation);

    /// <summary>Has the function make the result anew, whatever is stored, and stores it. Each call runs the function once.</summary>
    public ValueTask<TResult> RefreshAsync(CancellationToken cancellation = default) =>
        _memo.RefreshAsync(default, cancellation);

    /// <summary>Stores a result that is known without the function.</summary>
    public ValueTask SetAsync(TResult value, CancellationToken cancellation = default) =>
        _memo.SetAsync(default, value, cancellation);

    /// <summary>The stored result, if there is one. Calls nothing.</summary>
    public ValueTask<CacheResult<TResult>> TryGetAsync(CancellationToken cancellation = default) =>
        _memo.TryGetAsync(default, cancellation);

    /// <summary>Removes the result from every store. See <see cref="Cache.RemoveAsync"/>.</summary>
    public ValueTask RemoveAsync(CancellationToken cancellation = default) =>
        _memo.RemoveAsync(default, cancellation);
}
