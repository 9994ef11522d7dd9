using System.Globalization;

namespace Caching.Entries;

/// <summary>The key under which a store keeps an entry: the namespace as one part, then the parts of the key.</summary>
internal static class PhysicalKey
{
    public static string Prefix(string ns) => ((CacheKey)ns).ToString();

    public static string NamespaceOf(string key) => NamespaceIn(key).ToString();

    /// <summary>The same, where it lies.</summary>
    public static ReadOnlySpan<char> NamespaceIn(string key)
    {
        var (start, end) = Find(key);
        return key.AsSpan(start, end - start);
    }

    /// <summary>For people: <c>namespace:key</c>.</summary>
    public static string Describe(string key)
    {
        if (key.Length == 0) return "its invalidations";
        var (start, end) = Find(key);
        return $"{key.AsSpan(start, end - start)}:{key.AsSpan(end)}";
    }

    /// <summary>Whether a text that somebody else may have written is a physical key.</summary>
    public static bool IsOne(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && text[0] == 's'
            && int.TryParse(text.AsSpan(1, colon - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length < text.Length - colon;
    }

    public static (string Namespace, string Key) Split(string key)
    {
        var (start, end) = Find(key);
        return (key[start..end], key[end..]);
    }

    private static (int Start, int End) Find(string key)
    {
        var start = key.IndexOf(':', StringComparison.Ordinal) + 1;
        return (start, start + int.Parse(key.AsSpan(1, start - 2), CultureInfo.InvariantCulture));
    }
}
