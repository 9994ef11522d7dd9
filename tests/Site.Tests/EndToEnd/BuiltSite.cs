namespace Site.Tests.EndToEnd;

/// <summary>The site, built once.</summary>
public sealed class BuiltSite : IAsyncLifetime, IDisposable
{
    private readonly SiteCopy _copy = new();

    internal SiteBuild Build { get; private set; } = null!;

    /// <summary>What a build from nothing makes of the site's files.</summary>
    public SortedDictionary<string, byte[]> Files { get; private set; } = null!;

    /// <summary>The output folder with all that the build keeps there, copied, for a test that builds into it again.</summary>
    public void CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(_copy.Output("out"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(_copy.Output("out"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public async Task InitializeAsync()
    {
        Build = await SiteBuild.RunAsync(_copy.Output("out"), _copy.Root);
        Assert.True(Build.Code == 0, Build.Output);
        Files = SiteBuild.Files(_copy.Output("out"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _copy.Dispose();
}
