using Microsoft.Extensions.Configuration;

namespace Caching.Configuration;

/// <summary>The library's own schema: the fields of the defaults, the manager's limits, <c>Stores</c> and <c>Regions</c>.</summary>
internal static class SchemaReader
{
    private const string Stores = "Stores";
    private const string Regions = "Regions";
    private const string Type = "Type";

    private static readonly Dictionary<string, Action<CacheSettings, Setting>> Limits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MemoryLimitBytes"] = static (settings, setting) => settings.MemoryLimitBytes = setting.Number(1, long.MaxValue),
        ["MemoryTierLimitBytes"] = static (settings, setting) => settings.MemoryTierLimitBytes = setting.Number(0, long.MaxValue),
        ["LeaseDuration"] = static (settings, setting) => settings.LeaseDuration = setting.PositiveSpan(),
    };

    public static void ReadInto(CacheSettings settings, IEnumerable<IConfigurationSection> children)
    {
        foreach (var child in children)
        {
            if (Is(child, Stores)) foreach (var store in Sections(child)) ReadStore(settings, store);
            else if (Is(child, Regions)) foreach (var region in Sections(child)) ReadRegion(settings, region);
            else if (Limits.TryGetValue(child.Key, out var limit))
            {
                if (Value(child) is { } said) limit(settings, said);
            }
            else settings.Defaults = Field(settings, "", settings.Defaults, child, [.. RegionFields.Names, .. Limits.Keys, Stores, Regions]);
        }
    }

    private static void ReadStore(CacheSettings settings, IConfigurationSection section)
    {
        var said = new Dictionary<string, Setting>(StringComparer.OrdinalIgnoreCase);
        foreach (var child in Sections(section)) Flatten(child, child.Key, said);
        if (!said.Remove(Type, out var type)) type = Unsaid(settings.Kinds, section);
        settings.Add(section.Key, new StoreDefinition(settings.Kinds.Demand(type), key => $"{section.Path}:{key}", said, IsStrict: true));
    }

    // A store that is named as a kind is of that kind.
    private static Setting Unsaid(StoreKinds kinds, IConfigurationSection section) => kinds.IsName(section.Key)
        ? new($"{section.Path}:{Type}", section.Key)
        : throw new CacheConfigurationException($"The setting '{section.Path}:{Type}' is missing. Expected: {kinds.Expected}.");

    private static void ReadRegion(CacheSettings settings, IConfigurationSection section)
    {
        var region = settings.Regions.GetValueOrDefault(section.Key) ?? new();
        foreach (var child in Sections(section)) region = Field(settings, section.Key, region, child, RegionFields.Names);
        settings.Regions[section.Key] = region;
    }

    private static CacheRegion Field(
        CacheSettings settings, string name, CacheRegion region, IConfigurationSection child, IEnumerable<string> known)
    {
        if (!RegionFields.Names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) throw Unknown.Key(child.Path, known);
        if (Value(child) is not { } said) return region;
        if (Is(child, Type)) settings.Types[name] = said;
        return RegionFields.Set(region, child.Key, said);
    }

    // Null is what an application says that takes back what a file before it said: nothing is said.
    private static Setting? Value(IConfigurationSection child)
    {
        if (child.GetChildren().FirstOrDefault() is { } deeper)
            throw new CacheConfigurationException($"The setting '{deeper.Path}' is not known: '{child.Path}' is one value.");
        return child.Value is { } value ? new(child.Path, value) : null;
    }

    private static IEnumerable<IConfigurationSection> Sections(IConfigurationSection section) => string.IsNullOrEmpty(section.Value)
        ? section.GetChildren()
        : throw new Setting(section.Path, section.Value).Wrong("settings below it, not a value");

    private static void Flatten(IConfigurationSection section, string name, Dictionary<string, Setting> into)
    {
        if (section.Value is { } value) into[name] = new(section.Path, value);
        foreach (var child in section.GetChildren()) Flatten(child, $"{name}:{child.Key}", into);
    }

    private static bool Is(IConfigurationSection child, string name) => child.Key.Equals(name, StringComparison.OrdinalIgnoreCase);
}
