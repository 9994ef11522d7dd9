using Caching.Policies;

namespace Caching.Stores;

/// <summary>The part that has asked the store before it is asked itself.</summary>
internal abstract partial class StoreDoor
{
    /// <summary>Whether many keys are one round trip to the store, so that reading ahead spares something.</summary>
    public virtual bool IsBatched => false;

    /// <summary>What the store says of the keys, of each once, that are not in this process; nothing where it cannot be asked.</summary>
    public virtual ValueTask<IReadOnlyList<AheadAnswer>> AskAheadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation) => new([]);

    /// <summary>What an answer means now; null where it does not hold any more.</summary>
    public virtual ValueTask<CacheResult<T>?> UseAsync<T>(AheadAnswer answer, CachePlan plan, CancellationToken cancellation) =>
        new(default(CacheResult<T>?));

    /// <summary>The first look of a call: what was read ahead for it, if that still holds, else as <see cref="ReadAsync"/>.</summary>
    public ValueTask<CacheResult<T>> LookAsync<T>(string key, CachePlan plan, CancellationToken cancellation)
    {
        return plan.Options.Ahead?.Take(this, key) is { } answer ? LookAheadAsync(answer) : ReadAsync<T>(key, plan, cancellation);

        async ValueTask<CacheResult<T>> LookAheadAsync(AheadAnswer answer) =>
            await UseAsync<T>(answer, plan, cancellation).ConfigureAwait(false)
            ?? await ReadAsync<T>(key, plan, cancellation).ConfigureAwait(false);
    }

    /// <summary>The same for many keys; the store is asked for what was not read ahead.</summary>
    public ValueTask<CacheResult<T>[]> LookManyAsync<T>(IReadOnlyList<string> keys, CachePlan plan, CancellationToken cancellation)
    {
        return plan.Options.Ahead is { } ahead ? LookAheadAsync(ahead) : ReadManyAsync<T>(keys, plan, cancellation);

        async ValueTask<CacheResult<T>[]> LookAheadAsync(CacheReadAhead ahead)
        {
            var found = new CacheResult<T>[keys.Count];
            var rest = new List<int>();
            for (var i = 0; i < found.Length; i++)
            {
                if (ahead.Take(this, keys[i]) is { } answer && await UseAsync<T>(answer, plan.At(i), cancellation).ConfigureAwait(false) is { } used) found[i] = used;
                else rest.Add(i);
            }

            if (rest.Count == 0) return found;
            var read = await ReadManyAsync<T>(rest.ConvertAll(i => keys[i]), plan.Among(rest), cancellation).ConfigureAwait(false);
            for (var i = 0; i < read.Length; i++) found[rest[i]] = read[i];
            return found;
        }
    }
}
