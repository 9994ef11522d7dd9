using System.Runtime.CompilerServices;
using Caching.Memoize;

namespace Caching;

/// <summary>
/// Functions that remember what they made, by their arguments: <c>caches.Memoize&lt;int, Product&gt;(Catalog.FindAsync)</c>.
/// <list type="bullet">
/// <item><c>options</c>: expire, region, type, tags of all results. Without it a result is kept for ever, where the manager has no
/// other defaults.</item>
/// <item><c>name</c>: the namespace of the results. By default that of a static method is its own name with type and parameters; all
/// else needs one, and raises a <see cref="CacheException"/> without. Functions that are given one name share their results.</item>
/// <item><c>key</c>: what tells calls apart. By default every argument, by its <see cref="CacheKey.From{T}"/>; an argument of a type that
/// cannot be a key is a <see cref="CacheException"/> that names it, if possible at once, else in the call.</item>
/// <item><c>tags</c>: tags of the one result, from its arguments.</item>
/// </list>
/// The token that a function is given is cancelled when all that waited for its result have left.
/// </summary>
/// <remarks>The priorities are for an async lambda, which may be a task of either kind, and for a task, which is also a result.</remarks>
public static partial class MemoizeExtensions
{
    /// <summary>Memoizes a function of no arguments that gives a task.</summary>
    [OverloadResolutionPriority(2)]
    public static Memoized<TResult> Memoize<TResult>(
        this CacheManager caches, Func<Task<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name), _ => new(function()), options, tags);

    /// <summary>Memoizes a function of no arguments and a token that gives a task.</summary>
    [OverloadResolutionPriority(2)]
    public static Memoized<TResult> Memoize<TResult>(
        this CacheManager caches, Func<CancellationToken, Task<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name), cancellation => new(function(cancellation)), options, tags);

    /// <summary>Memoizes a function of no arguments that gives a value task.</summary>
    [OverloadResolutionPriority(1)]
    public static Memoized<TResult> Memoize<TResult>(
        this CacheManager caches, Func<ValueTask<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name), _ => function(), options, tags);

    /// <summary>Memoizes a function of no arguments and a token that gives a value task.</summary>
    [OverloadResolutionPriority(1)]
    public static Memoized<TResult> Memoize<TResult>(
        this CacheManager caches, Func<CancellationToken, ValueTask<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name), function, options, tags);

    /// <summary>Memoizes a function of no arguments that is synchronous.</summary>
    public static Memoized<TResult> Memoize<TResult>(
        this CacheManager caches, Func<TResult> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name), _ => new(function()), options, tags);

    /// <summary>Memoizes a function of no arguments and a token that is synchronous.</summary>
    public static Memoized<TResult> Memoize<TResult>(
        this CacheManager caches, Func<CancellationToken, TResult> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name), cancellation => new(function(cancellation)), options, tags);

    private static Cache Open<TResult>(CacheManager caches, Delegate function, string? name)
    {
        ArgumentNullException.ThrowIfNull(caches);
        // A task without a result: the overload for synchronous functions takes it, and would keep the task for a value.
        if (typeof(Task).IsAssignableFrom(typeof(TResult)) || typeof(TResult) == typeof(ValueTask))
            throw new CacheException(
                $"A function that gives a {typeof(TResult)} has no result to keep. Memoize one that gives a Task<T> or ValueTask<T>.");
        return caches.GetCache(FunctionName.Of(function, name));
    }
}
