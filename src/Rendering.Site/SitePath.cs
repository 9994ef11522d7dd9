using System.Buffers;
using System.Text;
using Rendering.Site.Building;

namespace Rendering.Site;

/// <summary>Paths of pages, and the files below the output folder that stand for them on any system.</summary>
internal static class SitePath
{
    // What every usual file system takes for one name: 255 bytes, or as many UTF-16 units.
    private const int LongestName = 255;

    private static readonly SearchValues<char> Foreign = SearchValues.Create("\\:*?\"<>|#%\x7f");

    // On Windows they are devices, in any folder and with any extension.
    private static readonly HashSet<string> Devices = new(
        ["con", "prn", "aux", "nul", .. "0123456789¹²³".SelectMany(static port => new[] { $"com{port}", $"lpt{port}" })], StringComparer.OrdinalIgnoreCase);

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
        _ when part.Equals(OutputFolder.StateName, StringComparison.OrdinalIgnoreCase) => $"leaves {OutputFolder.StateName} to the build",
        _ when part.AsSpan().ContainsAny(Foreign) || part.AsSpan().ContainsAnyInRange('\0', '\x1f') => "has none of \\ : * ? \" < > | # % and no control character",
        _ when Devices.Contains(part.Split('.')[0].TrimEnd(' ')) => "has none of the names that Windows keeps for devices, such as con, nul and com1",
        _ when !IsUnicode(part) => "has no half of a surrogate pair",
        _ when Encoding.UTF8.GetByteCount(part) > LongestName => $"has no name of more than {LongestName} bytes in UTF-8",
        _ => null,
    };

    private static bool IsUnicode(string part)
    {
        for (var at = 0; at < part.Length;)
        {
            if (Rune.DecodeFromUtf16(part.AsSpan(at), out _, out var read) != OperationStatus.Done) return false;
            at += read;
        }
        return true;
    }

    private static ArgumentException Wrong(string path, string rule) => new($"'{path}' is no path of a page: a path {rule}.", nameof(path));
}
