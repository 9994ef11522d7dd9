using System.Buffers;

namespace Rendering.Templates;

/// <summary>Names of templates: parts with slashes between them, below the root of their source.</summary>
internal static class TemplateName
{
    private static readonly SearchValues<char> Foreign = SearchValues.Create("\\:*?\"<>|");

    /// <summary>The name without leading slashes, or null where it could lead out of the root or name a device.</summary>
    public static string? Normalize(string name)
    {
        if (name.AsSpan().ContainsAny(Foreign) || name.AsSpan().ContainsAnyInRange('\0', '\x1f')) return null;
        var trimmed = name.TrimStart('/');
        if (trimmed.Length is 0 or > 500) return null;
        foreach (var part in trimmed.AsSpan().Split('/'))
        {
            var text = trimmed.AsSpan()[part];
            if (text.Length == 0 || text is "." or "..") return null;
        }
        return trimmed;
    }

    /// <summary>The extension that chooses the engine, with its dot; empty for none.</summary>
    public static string ExtensionOf(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > name.LastIndexOf('/') ? name[dot..] : "";
    }
}
