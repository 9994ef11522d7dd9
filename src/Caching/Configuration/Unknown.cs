namespace Caching.Configuration;

/// <summary>The error of a key that means nothing.</summary>
internal static class Unknown
{
    public static CacheConfigurationException Key(string path, IEnumerable<string> known) =>
        new($"The setting '{path}' is not known. Known here: {string.Join(", ", known.Order(StringComparer.OrdinalIgnoreCase))}.");
}
