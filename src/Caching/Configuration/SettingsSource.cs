using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Caching.Configuration;

/// <summary>One of the configurations that a manager was given.</summary>
internal abstract class SettingsSource
{
    /// <exception cref="CacheConfigurationException">It is wrong.</exception>
    public abstract void ReadInto(CacheSettings settings);

    /// <summary>Calls back after each change; null where there can be none.</summary>
    public virtual IDisposable? Watch(Action changed) => null;
}

/// <summary>Beaker's flat keys, as they are now.</summary>
internal sealed class FlatSource(IReadOnlyList<KeyValuePair<string, string?>> pairs, string prefix) : SettingsSource
{
    public override void ReadInto(CacheSettings settings) => BeakerReader.ReadInto(settings, pairs, prefix);
}

/// <summary>A section: of this library's own schema, or with Beaker's flat keys in it, or both.</summary>
internal sealed class SectionSource(IConfiguration section) : SettingsSource
{
    public override void ReadInto(CacheSettings settings)
    {
        var children = section.GetChildren().ToLookup(static child => BeakerReader.IsFlat(child.Key));
        var flat = children[true].Select(static child => KeyValuePair.Create(child.Key, child.Value));
        BeakerReader.ReadInto(settings, flat, BeakerReader.Prefix);
        SchemaReader.ReadInto(settings, children[false]);
    }

    public override IDisposable Watch(Action changed) => ChangeToken.OnChange(section.GetReloadToken, changed);
}
