using System.Collections.Frozen;
using Caching.Stores;

namespace Caching.Policies;

/// <summary>The policies of a manager as they are at one moment; a change of the configuration puts another table in its place.</summary>
internal sealed class PolicyTable
{
    private readonly StoreTable _stores;
    private readonly Policy _defaults;
    private readonly FrozenDictionary<string, Policy> _regions;

    public PolicyTable(CacheRegion defaults, IEnumerable<KeyValuePair<string, CacheRegion>> regions, StoreTable stores)
    {
        _stores = stores;
        _defaults = new(defaults);
        _regions = regions.ToFrozenDictionary(region => region.Key, region => new Policy(region.Value.Over(defaults)), StringComparer.Ordinal);
        stores.Demand(defaults.Type);
        foreach (var region in _regions.Values) stores.Demand(region.Region.Type);
    }

    public CachePlan Plan(CacheEntryOptions? options)
    {
        options ??= CacheEntryOptions.None;
        var policy = options.Region is { } name ? Region(name) : _defaults;
        return new(_stores.Get(options.Type ?? policy.Region.Type), options, policy);
    }

    private Policy Region(string name) => _regions.TryGetValue(name, out var region)
        ? region
        : throw new CacheConfigurationException(
            $"There is no cache region '{name}'. Known regions: {string.Join(", ", _regions.Keys.Order(StringComparer.Ordinal))}.");
}
