using Caching.Entries;
using Caching.Memoize;

namespace Caching;

/// <summary>A memoized function of three arguments. See <see cref="Memoized"/>.</summary>
/// <typeparam name="T1">The type of an argument.</typeparam>
/// <typeparam name="T2">The type of an argument.</typeparam>
/// <typeparam name="T3">The type of an argument.</typeparam>
/// <typeparam name="TResult">What it makes.</typeparam>
public sealed class Memoized<T1, T2, T3, TResult> : Memoized
{
    private readonly Memo<(T1, T2, T3), TResult> _memo;

    internal Memoized(
        Cache cache, Func<T1, T2, T3, CancellationToken, ValueTask<TResult>> original, CacheEntryOptions? options,
        Func<T1, T2, T3, CacheKey>? key, Func<T1, T2, T3, IEnumerable<string>>? tags)
        : base(cache)
    {
        Original = original;
        if (key is null) Demand();
        _memo = new(
            cache, options, (call, cancellation) => original(call.Item1, call.Item2, call.Item3, cancellation),
            key is null ? Write : (ref writer, call) => key(call.Item1, call.Item2, call.Item3).WriteTo(ref writer),
            tags is null ? null : call => tags(call.Item1, call.Item2, call.Item3));
    }

    /// <summary>The function itself, past the cache.</summary>
    public Func<T1, T2, T3, CancellationToken, ValueTask<TResult>> Original { get; }

    /// <summary>The stored result, or what the function makes.</summary>
    public ValueTask<TResult> InvokeAsync(T1 arg1, T2 arg2, T3 arg3, CancellationToken cancellation = default) =>
        _memo.InvokeAsync((arg1, arg2, arg3), cancellation);

    /// <summary>Has the function make the result anew, whatever is stored, and stores it. Each call runs the function once.</summary>
    public ValueTask<TResult> RefreshAsync(T1 arg1, T2 arg2, T3 arg3, CancellationToken cancellation = default) =>
        _memo.RefreshAsync((arg1, arg2, arg3), cancellation);

    /// <summary>Stores a result that is known without the function.</summary>
    public ValueTask SetAsync(T1 arg1, T2 arg2, T3 arg3, TResult value, CancellationToken cancellation = default) =>
        _memo.SetAsync((arg1, arg2, arg3), value, cancellation);

    /// <summary>The stored result, if there is one. Calls nothing.</summary>
    public ValueTask<CacheResult<TResult>> TryGetAsync(T1 arg1, T2 arg2, T3 arg3, CancellationToken cancellation = default) =>
        _memo.TryGetAsync((arg1, arg2, arg3), cancellation);

    /// <summary>Removes the result of these arguments from every store. See <see cref="Cache.RemoveAsync"/>.</summary>
    public ValueTask RemoveAsync(T1 arg1, T2 arg2, T3 arg3, CancellationToken cancellation = default) =>
        _memo.RemoveAsync((arg1, arg2, arg3), cancellation);

    private static void Demand()
    {
        KeyParts.Demand<T1>();
        KeyParts.Demand<T2>();
        KeyParts.Demand<T3>();
    }

    private static void Write(ref CacheKeyWriter writer, (T1, T2, T3) call)
    {
        KeyPartOf<T1>.Write(ref writer, call.Item1);
        KeyPartOf<T2>.Write(ref writer, call.Item2);
        KeyPartOf<T3>.Write(ref writer, call.Item3);
    }
}
