namespace Rendering.Site.Tests.Support;

/// <summary>A folder of its own for a test, gone with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("site-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
    }

    public string Read(string name) => File.ReadAllText(this[name]);

    public void Delete(string name) => File.Delete(this[name]);

    /// <summary>All files below a folder by name, with their bytes as text.</summary>
    public SortedDictionary<string, string> Files(string below)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(this[below], "*", SearchOption.AllDirectories))
            if (System.IO.Path.GetFileName(file) != "lock") found[System.IO.Path.GetRelativePath(this[below], file).Replace('\\', '/')] = Convert.ToBase64String(File.ReadAllBytes(file));
        return found;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
