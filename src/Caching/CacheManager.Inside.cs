using System.Runtime.InteropServices;
using Caching.Stores;

namespace Caching;

/// <summary>The part that looks inside: for people and their tools, not for requests.</summary>
public sealed partial class CacheManager
{
    /// <summary>
    /// What happened in each namespace that is in use in this process, by name. A namespace whose cache object nobody holds any more is
    /// forgotten, and begins anew.
    /// </summary>
    public IReadOnlyList<CacheStatistics> Statistics =>
        [.. _caches.Items.Select(static cache => cache.Statistics).OrderBy(static statistics => statistics.Namespace, StringComparer.Ordinal)];

    /// <summary>
    /// The namespaces of which a store holds anything, by name, one line a store. It reads all that is there. Namespaces of templates are
    /// the templates' names.
    /// </summary>
    /// <param name="type">The store; null: all that can list (memory, files, Redis).</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="CacheException">This store cannot list what it holds, or failed.</exception>
    public async ValueTask<IReadOnlyList<CacheNamespaceInfo>> ListNamespacesAsync(string? type = null, CancellationToken cancellation = default)
    {
        var sums = new Dictionary<(string Namespace, string Type), (long Entries, long Size)>();
        await foreach (var entry in Listing.ListAsync(Stores, "", type, cancellation).ConfigureAwait(false))
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (entry.Namespace, entry.Type), out _);
            sum = (sum.Entries + 1, sum.Size + entry.Size);
        }

        return [.. sums
            .Select(static sum => new CacheNamespaceInfo(sum.Key.Namespace, sum.Key.Type, sum.Value.Entries, sum.Value.Size))
            .OrderBy(static info => info.Namespace, StringComparer.Ordinal).ThenBy(static info => info.Type, StringComparer.Ordinal)];
    }
}
