using System.Buffers;
using Rendering.Site.Building;

namespace Rendering.Site;

/// <summary>Paths of pages, and the files below the output folder that stand for them on any system.</summary>
internal static class SitePath
{
    private static readonly SearchValues<char> Foreign = SearchValues.Create("\\:*?\"<>|#%");

    /// <exception cref="ArgumentException">No file could stand for the path everywhere, or it leads out of the site.</exception>
    public static (string Path, string File) Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path is not ['/', ..]) throw Wrong(path, "starts with a slash");
        var trimmed = path.TrimEnd('/');
        if (trimmed.Length == 0) return ("/", "index.html");
        foreach (var part in trimmed[1..].Split('/'))
            if (Problem(part) is { } rule) throw Wrong(path, rule);
        var file = trimmed[1..];
        return (trimmed, System.IO.Path.HasExtension(file) ? file : file + "/index.html");
    }

    private static string? Problem(string part) => part switch
    {
        "" => "has a name between any two slashes",
        "." or ".." => "does not lead elsewhere with . or ..",
        // Windows drops both, so two pages would be one file.
        [.., '.' or ' '] => "has no name that ends with a dot or a blank",
        OutputFolder.StateName => $"leaves {OutputFolder.StateName} to the build",
        _ when part.AsSpan().ContainsAny(Foreign) || part.AsSpan().ContainsAnyInRange('\0', '\x1f') => "has none of \\ : * ? \" < > | # % and no control character",
        _ => null,
    };

    private static ArgumentException Wrong(string path, string rule) => new($"'{path}' is no path of a page: a path {rule}.", nameof(path));
}
