namespace Caching.Configuration;

/// <summary>
/// Beaker's flat keys: <c>cache.type</c> and its like are the defaults, <c>cache.regions</c> names regions, and <c>cache.NAME.type</c>
/// and its like are what a region says itself. What it does not say it takes from the defaults.
/// </summary>
internal sealed class BeakerReader
{
    public const string Prefix = "cache.";

    // As the frameworks of the time had it.
    private const string OuterPrefix = "beaker.";
    private const string Regions = "regions";

    private readonly CacheSettings _settings;
    private readonly BeakerRegion _defaults;
    private readonly Dictionary<string, BeakerRegion> _regions = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];

    private BeakerReader(CacheSettings settings, IEnumerable<(Setting Setting, string Name)> pairs, string prefix)
    {
        _settings = settings;
        _defaults = new(prefix);
        var rest = new List<(Setting Setting, string Name)>();
        foreach (var (setting, name) in pairs)
        {
            if (name.Equals(Regions, StringComparison.OrdinalIgnoreCase)) _names.AddRange(NamesIn(setting));
            else rest.Add((setting, name));
        }

        foreach (var name in _names) _regions[name] = new(prefix + name + ".");
        foreach (var (setting, name) in rest) Take(setting, name);
    }

    public static bool IsFlat(string key) => key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        || key.StartsWith(OuterPrefix + Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the keys that begin with the prefix, behind <c>beaker.</c> too; all others are somebody else's.</summary>
    /// <exception cref="CacheConfigurationException">A key or value is wrong.</exception>
    public static void ReadInto(CacheSettings settings, IEnumerable<KeyValuePair<string, string?>> pairs, string prefix)
    {
        var own = new List<(Setting, string)>();
        foreach (var (key, value) in pairs)
        {
            // Null is Python's None: nothing is said.
            if (value is null) continue;
            if (After(key, prefix) is { } name) own.Add((new(key, value.Trim()), name));
            else if (After(key, OuterPrefix + prefix) is { } inner) own.Add((new(key, value.Trim()), inner));
        }

        if (own.Count > 0) new BeakerReader(settings, own, prefix).Apply();
    }

    private static string? After(string key, string prefix) =>
        key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? key[prefix.Length..] : null;

    private static string[] NamesIn(Setting regions) =>
        regions.Text().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private void Take(Setting setting, string name)
    {
        if (_defaults.TryTake(name, setting)) return;
        // The longest name first: a region may be called as another one with a dot and more behind it.
        foreach (var (region, said) in _regions.OrderByDescending(static one => one.Key.Length))
            if (After(name, region + ".") is { } field && said.TryTake(field, setting)) return;
        throw Unknown.Key(setting.Path, [.. BeakerRegion.Names, Regions, .. _names.Select(static region => region + ".type and so on")]);
    }

    private void Apply()
    {
        var stores = new BeakerStores(_settings);
        _settings.Defaults = _defaults.Policy(stores.TypeOf(_defaults, null)).Over(_settings.Defaults);
        foreach (var (name, region) in _regions)
        {
            var policy = region.Policy(stores.TypeOf(region.Over(_defaults), name));
            _settings.Regions[name] = policy.Over(_settings.Regions.GetValueOrDefault(name) ?? new());
        }
    }
}
