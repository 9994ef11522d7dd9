using System.Runtime.CompilerServices;
using Caching.Memoize;

namespace Caching;

public static partial class MemoizeExtensions
{
    /// <summary>Memoizes a function of one argument that gives a task.</summary>
    [OverloadResolutionPriority(2)]
    public static Memoized<T1, TResult> Memoize<T1, TResult>(
        this CacheManager caches, Func<T1, Task<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, CacheKey>? key = null, Func<T1, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name), (arg1, _) => new(function(arg1)), options, key, tags);

    /// <summary>Memoizes a function of one argument and a token that gives a task.</summary>
    [OverloadResolutionPriority(2)]
    public static Memoized<T1, TResult> Memoize<T1, TResult>(
        this CacheManager caches, Func<T1, CancellationToken, Task<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, CacheKey>? key = null, Func<T1, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name), (arg1, cancellation) => new(function(arg1, cancellation)), options, key, tags);

    /// <summary>Memoizes a function of one argument that gives a value task.</summary>
    [OverloadResolutionPriority(1)]
    public static Memoized<T1, TResult> Memoize<T1, TResult>(
        this CacheManager caches, Func<T1, ValueTask<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, CacheKey>? key = null, Func<T1, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name), (arg1, _) => function(arg1), options, key, tags);

    /// <summary>Memoizes a function of one argument and a token that gives a value task.</summary>
    [OverloadResolutionPriority(1)]
    public static Memoized<T1, TResult> Memoize<T1, TResult>(
        this CacheManager caches, Func<T1, CancellationToken, ValueTask<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, CacheKey>? key = null, Func<T1, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name), function, options, key, tags);

    /// <summary>Memoizes a function of one argument that is synchronous.</summary>
    public static Memoized<T1, TResult> Memoize<T1, TResult>(
        this CacheManager caches, Func<T1, TResult> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, CacheKey>? key = null, Func<T1, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name), (arg1, _) => new(function(arg1)), options, key, tags);

    /// <summary>Memoizes a function of one argument and a token that is synchronous.</summary>
    public static Memoized<T1, TResult> Memoize<T1, TResult>(
        this CacheManager caches, Func<T1, CancellationToken, TResult> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, CacheKey>? key = null, Func<T1, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name), (arg1, cancellation) => new(function(arg1, cancellation)), options, key, tags);
}
