namespace Caching.Configuration;

/// <summary>The stores that Beaker's regions ask for. Beaker describes a store in each region anew: equal descriptions are one store.</summary>
internal sealed class BeakerStores(CacheSettings settings)
{
    // What the store's own settings are called here.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Folder"] = BeakerRegion.DataFolder,
        ["Url"] = BeakerRegion.Url,
        [StoreSettings.KeyLengthName] = BeakerRegion.KeyLength,
    };

    private readonly Dictionary<StoreDefinition, string> _stores = [];

    /// <summary>The type, which is the name of a store, for a region (null: the defaults); null where none is said.</summary>
    public string? TypeOf(BeakerRegion region, string? name)
    {
        if (region[BeakerRegion.Type] is not { } type) return null;
        var kind = settings.Kinds.Resolve(type.Text());
        // What code has set up under that name is meant, unless the keys describe a store themselves.
        if (IsForeign(kind) && !(settings.Kinds.Knows(kind) && Describes(kind, region))) return kind;
        var definition = new StoreDefinition(
            settings.Kinds.Demand(type), key => region.PathOf(Names.GetValueOrDefault(key, key)), Settings(kind, region), IsStrict: false);
        if (kind == StoreKinds.Memory) return kind;
        if (_stores.TryGetValue(definition, out var known)) return known;
        var free = _stores.ContainsValue(kind) ? $"{kind}:{name}" : kind;
        settings.Add(free, definition);
        return _stores[definition] = free;
    }

    private bool IsForeign(string name) => settings.Stores.ContainsKey(name) && !_stores.ContainsValue(name);

    private static bool Describes(string kind, BeakerRegion region) =>
        region[kind == StoreKinds.File ? BeakerRegion.DataFolder : BeakerRegion.Url] is not null;

    // Only what can make a difference to a store of the kind, so that two that differ in nothing else are one.
    private static Dictionary<string, Setting> Settings(string kind, BeakerRegion region)
    {
        var said = new Dictionary<string, Setting>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, name) in Names)
            if (Matters(kind, key) && region[name] is { } setting) said[key] = setting;
        return said;
    }

    private static bool Matters(string kind, string key) => kind switch
    {
        StoreKinds.Memory => false,
        StoreKinds.File => key == "Folder",
        _ => true,
    };
}
