namespace Caching.Tests.Support;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("caching-").FullName;

    /// <summary>All files in it, however deep, with that extension.</summary>
    public string[] Files(string extension = "") => Directory.GetFiles(Path, "*" + extension, SearchOption.AllDirectories);

    public string Single(string extension) => Xunit.Assert.Single(Files(extension));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
