using System.Runtime.CompilerServices;
using Caching.Memoize;

namespace Caching;

public static partial class MemoizeExtensions
{
    /// <summary>Memoizes a function of three arguments that gives a task.</summary>
    [OverloadResolutionPriority(2)]
    public static Memoized<T1, T2, T3, TResult> Memoize<T1, T2, T3, TResult>(
        this CacheManager caches, Func<T1, T2, T3, Task<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, T2, T3, CacheKey>? key = null, Func<T1, T2, T3, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name),
            (arg1, arg2, arg3, _) => new(function(arg1, arg2, arg3)), options, key, tags);

    /// <summary>Memoizes a function of three arguments and a token that gives a task.</summary>
    [OverloadResolutionPriority(2)]
    public static Memoized<T1, T2, T3, TResult> Memoize<T1, T2, T3, TResult>(
        this CacheManager caches, Func<T1, T2, T3, CancellationToken, Task<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, T2, T3, CacheKey>? key = null, Func<T1, T2, T3, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name),
            (arg1, arg2, arg3, cancellation) => new(function(arg1, arg2, arg3, cancellation)), options, key, tags);

    /// <summary>Memoizes a function of three arguments that gives a value task.</summary>
    [OverloadResolutionPriority(1)]
    public static Memoized<T1, T2, T3, TResult> Memoize<T1, T2, T3, TResult>(
        this CacheManager caches, Func<T1, T2, T3, ValueTask<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, T2, T3, CacheKey>? key = null, Func<T1, T2, T3, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name),
            (arg1, arg2, arg3, _) => function(arg1, arg2, arg3), options, key, tags);

    /// <summary>Memoizes a function of three arguments and a token that gives a value task.</summary>
    [OverloadResolutionPriority(1)]
    public static Memoized<T1, T2, T3, TResult> Memoize<T1, T2, T3, TResult>(
        this CacheManager caches, Func<T1, T2, T3, CancellationToken, ValueTask<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, T2, T3, CacheKey>? key = null, Func<T1, T2, T3, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name),
            function, options, key, tags);

    /// <summary>Memoizes a function of three arguments that is synchronous.</summary>
    public static Memoized<T1, T2, T3, TResult> Memoize<T1, T2, T3, TResult>(
        this CacheManager caches, Func<T1, T2, T3, TResult> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, T2, T3, CacheKey>? key = null, Func<T1, T2, T3, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name),
            (arg1, arg2, arg3, _) => new(function(arg1, arg2, arg3)), options, key, tags);

    /// <summary>Memoizes a function of three arguments and a token that is synchronous.</summary>
    public static Memoized<T1, T2, T3, TResult> Memoize<T1, T2, T3, TResult>(
        this CacheManager caches, Func<T1, T2, T3, CancellationToken, TResult> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, T2, T3, CacheKey>? key = null, Func<T1, T2, T3, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name),
            (arg1, arg2, arg3, cancellation) => new(function(arg1, arg2, arg3, cancellation)), options, key, tags);
}
