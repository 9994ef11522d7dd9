using System.Collections.Concurrent;

namespace Caching.Stores.Files;

/// <summary>Epochs that were read, at most so many bytes of them: one more, and they are forgotten, which costs reading them again.</summary>
internal sealed class KnownEpochs(long limit = KnownEpochs.Limit)
{
    // Some 20,000 of names of usual length.
    internal const long Limit = 4 << 20;

    // The name, what is known of it, and its place in the table, beside the characters.
    private const int Overhead = 160;

    private readonly ConcurrentDictionary<string, KnownEpoch> _known = new(StringComparer.Ordinal);
    private long _bytes;

    public KnownEpoch? Find(string name) => _known.GetValueOrDefault(name);

    public void Keep(string name, KnownEpoch known)
    {
        if (_known.TryGetValue(name, out var old) && _known.TryUpdate(name, known, old)) return;
        // Kept before it is counted, and the count begun anew before all is forgotten: with several threads at it the count is rather too
        // high, which forgets early, than too low.
        _known[name] = known;
        if (Interlocked.Add(ref _bytes, Overhead + ((long)name.Length * sizeof(char))) <= limit) return;
        Interlocked.Exchange(ref _bytes, 0);
        _known.Clear();
    }
}

/// <summary>An epoch as it was read.</summary>
/// <param name="Value">The epoch.</param>
/// <param name="Shard">Its shard, and so the word that tells whether it has changed.</param>
/// <param name="Word">The word, as it was before the epoch was read; not zero. Another file has other words.</param>
/// <param name="ReadAt">A timestamp from before that.</param>
internal sealed record KnownEpoch(ulong Value, int Shard, ulong Word, long ReadAt);
