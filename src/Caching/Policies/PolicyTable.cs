using System.Collections.Frozen;
using Caching.Configuration;
using Caching.Stores;

namespace Caching.Policies;

/// <summary>The policies of a manager as they are at one moment; a change of the configuration puts another table in its place.</summary>
internal sealed class PolicyTable
{
    private readonly Place _defaults;
    private readonly FrozenDictionary<string, Place> _regions;

    /// <summary>A table of policies over the stores, which take the place of those before, if any.</summary>
    /// <exception cref="CacheConfigurationException">A region is of a type that does not exist. The new ones of the stores are disposed.</exception>
    public PolicyTable(CacheSettings settings, StoreTable stores, StoreTable? before)
    {
        Stores = stores;
        _defaults = new(settings.Defaults, stores.Default);
        try
        {
            _regions = settings.Regions.ToFrozenDictionary(
                region => region.Key, region => At(region.Value.Over(settings.Defaults)), StringComparer.OrdinalIgnoreCase);
        }
        catch
        {
            stores.Withdraw(before);
            throw;
        }
    }

    /// <summary>The stores that the policies lead to. One reference, so that nobody sees policies of one moment with stores of another.</summary>
    public StoreTable Stores { get; }

    public CachePlan Plan(CacheEntryOptions? options)
    {
        options ??= CacheEntryOptions.None;
        var place = options.Region is { } name ? Region(name) : _defaults;
        return new((options.Type is { } type ? Stores.Find(type) : place.Store).Door, options, place.Policy);
    }

    private Place At(CacheRegion policy) => new(policy, policy.Type is { } type ? Stores.Find(type) : Stores.Default);

    private Place Region(string name) => _regions.TryGetValue(name, out var region)
        ? region
        : throw new CacheConfigurationException(
            $"There is no cache region '{name}'. Known regions: {string.Join(", ", _regions.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>A policy and the store that it leads to.</summary>
    private readonly record struct Place(CacheRegion Policy, StoreSlot Store);
}
