using System.Collections.Frozen;
using Caching.Configuration;
using Caching.Stores;

namespace Caching.Policies;

/// <summary>The policies of a manager as they are at one moment; a change of the configuration puts another table in its place.</summary>
internal sealed class PolicyTable
{
    private readonly Policy _defaults;
    private readonly FrozenDictionary<string, Policy> _regions;

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
        var policy = Of(options.Region);
        return new((options.Type is { } type ? Stores.Find(type) : policy.Store).Door, options, policy);
    }

    /// <summary>Where a hit in the region is answered without waiting; null: nowhere.</summary>
    public LocalDoor? NearOf(string? type, string? region)
    {
        var policy = Of(region);
        return policy.IsEnabled ? (type is null ? policy.Store : Stores.Find(type)).Door.Near : null;
    }

    /// <summary>The store of the region or type; null where nothing is cached, or there is no such store or region.</summary>
    public StoreDoor? DoorOf(string? type, string? region)
    {
        var policy = region is null ? _defaults : _regions.GetValueOrDefault(region);
        return policy is { IsEnabled: true } ? (type is null ? policy.Store : Stores.TryFind(type))?.Door : null;
    }

    private Policy Of(string? region) => region is null ? _defaults : Region(region);

    private Policy At(CacheRegion policy) => new(policy, policy.Type is { } type ? Stores.Find(type) : Stores.Default);

    private Policy Region(string name) => _regions.TryGetValue(name, out var region)
        ? region
        : throw new CacheConfigurationException(
            $"There is no cache region '{name}'. Known regions: {string.Join(", ", _regions.Keys.Order(StringComparer.Ordinal))}.");
}
