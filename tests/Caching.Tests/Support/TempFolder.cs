namespace Caching.Tests.Support;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("caching-").FullName;

    /// <summary>All files in it, however deep, with that extension.</summary>
    public string[] Files(string extension = "") => Directory.GetFiles(Path, "*" + extension, SearchOption.AllDirectories);

    public string Single(string extension) => Xunit.Assert.Single(Files(extension));

    // What a test left running in the background may still be writing there.
    public void Dispose()
    {
        var spin = new SpinWait();
        for (var left = 1_000; ; left--)
        {
            try
            {
                if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                spin.SpinOnce();
            }
        }
    }
}
