using System.Runtime.CompilerServices;
using Caching.Memoize;

namespace Caching;

public static partial class MemoizeExtensions
{
    /// <summary>Memoizes a function of four arguments that gives a task.</summary>
    [OverloadResolutionPriority(2)]
    public static Memoized<T1, T2, T3, T4, TResult> Memoize<T1, T2, T3, T4, TResult>(
        this CacheManager caches, Func<T1, T2, T3, T4, Task<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, T2, T3, T4, CacheKey>? key = null, Func<T1, T2, T3, T4, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name),
            (arg1, arg2, arg3, arg4, _) => new(function(arg1, arg2, arg3, arg4)), options, key, tags);

    /// <summary>Memoizes a function of four arguments and a token that gives a task.</summary>
    [OverloadResolutionPriority(2)]
    public static Memoized<T1, T2, T3, T4, TResult> Memoize<T1, T2, T3, T4, TResult>(
        this CacheManager caches, Func<T1, T2, T3, T4, CancellationToken, Task<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, T2, T3, T4, CacheKey>? key = null, Func<T1, T2, T3, T4, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name),
            (arg1, arg2, arg3, arg4, cancellation) => new(function(arg1, arg2, arg3, arg4, cancellation)), options, key, tags);

    /// <summary>Memoizes a function of four arguments that gives a value task.</summary>
    [OverloadResolutionPriority(1)]
    public static Memoized<T1, T2, T3, T4, TResult> Memoize<T1, T2, T3, T4, TResult>(
        this CacheManager caches, Func<T1, T2, T3, T4, ValueTask<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, T2, T3, T4, CacheKey>? key = null, Func<T1, T2, T3, T4, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name),
            (arg1, arg2, arg3, arg4, _) => function(arg1, arg2, arg3, arg4), options, key, tags);

    /// <summary>Memoizes a function of four arguments and a token that gives a value task.</summary>
    [OverloadResolutionPriority(1)]
    public static Memoized<T1, T2, T3, T4, TResult> Memoize<T1, T2, T3, T4, TResult>(
        this CacheManager caches, Func<T1, T2, T3, T4, CancellationToken, ValueTask<TResult>> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, T2, T3, T4, CacheKey>? key = null, Func<T1, T2, T3, T4, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name),
            function, options, key, tags);

    /// <summary>Memoizes a function of four arguments that is synchronous.</summary>
    public static Memoized<T1, T2, T3, T4, TResult> Memoize<T1, T2, T3, T4, TResult>(
        this CacheManager caches, Func<T1, T2, T3, T4, TResult> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, T2, T3, T4, CacheKey>? key = null, Func<T1, T2, T3, T4, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name),
            (arg1, arg2, arg3, arg4, _) => new(function(arg1, arg2, arg3, arg4)), options, key, tags);

    /// <summary>Memoizes a function of four arguments and a token that is synchronous.</summary>
    public static Memoized<T1, T2, T3, T4, TResult> Memoize<T1, T2, T3, T4, TResult>(
        this CacheManager caches, Func<T1, T2, T3, T4, CancellationToken, TResult> function,
        CacheEntryOptions? options = null, string? name = null,
        Func<T1, T2, T3, T4, CacheKey>? key = null, Func<T1, T2, T3, T4, IEnumerable<string>>? tags = null) =>
        new(Open<TResult>(caches, function, name),
            (arg1, arg2, arg3, arg4, cancellation) => new(function(arg1, arg2, arg3, arg4, cancellation)), options, key, tags);
}
