using System.Text;

namespace Rendering.Site.Building;

/// <summary>
/// The files of a site and the folders that they need, told apart as the least able file system tells them: Windows and macOS see no
/// case, and macOS no difference between an é and an e with an accent.
/// </summary>
internal sealed class OutputNames
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <summary>What two names have in common that some file system takes for one.</summary>
    public static string KeyOf(string file) => file.Normalize(NormalizationForm.FormC).ToUpperInvariant();

    /// <summary>Takes a file's place for its owner; null, or what has it already.</summary>
    public Clash? Take(string file, string owner)
    {
        var key = KeyOf(file);
        if (_files.TryGetValue(key, out var other)) return new(other, $"would be one file, {file}");
        if (_folders.TryGetValue(key, out other)) return new(other, $"cannot both be: {file} would be a file and a folder");
        foreach (var folder in FoldersOf(file))
            if (_files.TryGetValue(KeyOf(folder), out other)) return new(other, $"cannot both be: {folder} would be a file and a folder");
        _files.Add(key, owner);
        foreach (var folder in FoldersOf(file)) _folders.TryAdd(KeyOf(folder), owner);
        return null;
    }

    private static IEnumerable<string> FoldersOf(string file)
    {
        for (var end = file.LastIndexOf('/'); end > 0; end = file.LastIndexOf('/', end - 1)) yield return file[..end];
    }
}

/// <summary>Who has a file's place, and why both cannot be.</summary>
internal readonly record struct Clash(string With, string Why);
