using System.Runtime.CompilerServices;
using Caching.Stores;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>The part that does many at once. What is sent at once is one round trip, in however many scripts.</summary>
internal sealed partial class RedisStore : IBatchStore, IListingStore
{
    // While a script runs the server does nothing else.
    private const int KeysAScript = 250;

    public async ValueTask<StoredRead[]> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        var pages = await Task.WhenAll(keys.Select(_keys.Entry).Chunk(KeysAScript).Select(page => ReadAsync(page, cancellation).AsTask()))
            .ConfigureAwait(false);
        return pages.Length == 1 ? pages[0] : [.. pages.SelectMany(static page => page)];
    }

    public async ValueTask<bool[]> SetManyAsync(IReadOnlyList<StoredWrite> entries, CancellationToken cancellation) =>
        await Task.WhenAll(entries.Select(entry => SetAsync(entry.Key, entry.Bytes, entry.Header, cancellation).AsTask())).ConfigureAwait(false);

    public async ValueTask RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
        await Task.WhenAll(keys.Chunk(KeysAScript).Select(page => VoidAsync(
            page.SelectMany(key => new[] { _keys.Entry(key), _keys.Lease(key) }), page.Select(static key => "k" + key), cancellation)))
            .ConfigureAwait(false);

    public async IAsyncEnumerable<StoredRead> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        RedisValue cursor = "0";
        do
        {
            var asked = _time.GetUtcNow();
            RedisValue[] values = [_clock.Given, _durable, _keys.Epochs, _keys.EntriesOf(prefix), cursor];
            var answer = (RedisResult[])await RunAsync(Script.List, [_keys.Prefix], values, cancellation).ConfigureAwait(false);
            foreach (var entry in Entries(answer, first: 2, _clock.Read(answer[1], asked)))
                if (entry.Bytes is not null) yield return entry;
            cursor = (string)answer[0];
        }
        while (cursor != "0");
    }

    private async Task VoidAsync(IEnumerable<RedisKey> keys, IEnumerable<string> items, CancellationToken cancellation) =>
        await RunAsync(
            Script.Void, [_keys.Log, .. keys], [_durable, .. LogArguments(), .. items.Select(static item => (RedisValue)WideText.Encode(item))],
            cancellation).ConfigureAwait(false);
}
