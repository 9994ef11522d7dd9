using System.Runtime.CompilerServices;
using Caching.Entries;
using Caching.Stores;

namespace Caching.Memoize;

/// <summary>What memoized functions of all numbers of arguments share.</summary>
/// <typeparam name="TArguments">The arguments as one value.</typeparam>
/// <typeparam name="TResult">What the function makes.</typeparam>
internal sealed class Memo<TArguments, TResult>(
    Cache cache,
    CacheEntryOptions? options,
    Func<TArguments, CancellationToken, ValueTask<TResult>> function,
    KeyPart<TArguments> key,
    Func<TArguments, IEnumerable<string>>? tags)
{
    private static readonly Func<(Memo<TArguments, TResult> Memo, TArguments Arguments), CacheCreation, ValueTask<TResult>> Factory =
        static (call, creation) => call.Memo.CreateAsync(call.Arguments, creation);

    // Nothing that is stored, or that another call makes, will do.
    private readonly CacheEntryOptions _anew = (options ?? CacheEntryOptions.None) with { Accept = static _ => false };

    public Cache Cache { get; } = cache;

    [SkipLocalsInit]
    public ValueTask<TResult> InvokeAsync(TArguments arguments, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return ValueTask.FromCanceled<TResult>(cancellation);
        // A key on the stack, so that a hit in memory allocates nothing; one that outlives the call only for what takes longer.
        var writer = new CacheKeyWriter(stackalloc char[256]);
        key(ref writer, arguments);
        var plan = Cache.Manager.Plan(options);
        var isHit = TryLook(plan.IsEnabled ? plan.Door : null, writer.Written, out var value);
        var made = isHit ? default : writer.ToKey();
        writer.Dispose();
        return isHit ? new(value) : Cache.GetOrCreateAsync(made, (this, arguments), Factory, options, cancellation);
    }

    public ValueTask<TResult> RefreshAsync(TArguments arguments, CancellationToken cancellation) =>
        Cache.GetOrCreateAsync(KeyOf(arguments), (this, arguments), Factory, _anew, cancellation);

    public ValueTask SetAsync(TArguments arguments, TResult value, CancellationToken cancellation) =>
        Cache.SetAsync(KeyOf(arguments), value, Tagged(arguments), cancellation);

    public ValueTask<CacheResult<TResult>> TryGetAsync(TArguments arguments, CancellationToken cancellation) =>
        Cache.TryGetAsync<TResult>(KeyOf(arguments), options, cancellation);

    public ValueTask RemoveAsync(TArguments arguments, CancellationToken cancellation) =>
        Cache.RemoveAsync(KeyOf(arguments), cancellation);

    // Tags first: one that is invalidated while the function runs voids what it makes.
    private ValueTask<TResult> CreateAsync(TArguments arguments, CacheCreation creation)
    {
        if (tags is not null) creation.Tags.UnionWith(tags(arguments));
        return function(arguments, creation.CancellationToken);
    }

    private bool TryLook(StoreDoor? door, ReadOnlySpan<char> key, out TResult value)
    {
        if (door?.Near is not null && options?.Accept is null
            && Cache.TryGetLocal<TResult>(key, door.Type, options?.Version ?? 0, out var found))
        {
            value = found;
            return true;
        }

        value = default!;
        return false;
    }

    private CacheEntryOptions? Tagged(TArguments arguments) => tags is null
        ? options
        : (options ?? CacheEntryOptions.None) with { Tags = [.. (options?.Tags ?? []).Union(tags(arguments), StringComparer.Ordinal)] };

    private CacheKey KeyOf(TArguments arguments)
    {
        var writer = new CacheKeyWriter(stackalloc char[256]);
        key(ref writer, arguments);
        var made = writer.ToKey();
        writer.Dispose();
        return made;
    }
}
