using Rendering.Site.Tests.Support;

namespace Rendering.Site.Tests.Builds;

/// <summary>An output folder in which others have things too.</summary>
public sealed class ForeignTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_the_builder_could_not_write_over_is_still_somebody_else_s()
    {
        _folder.Write("out/about/index.html", "mine");
        _folder.Write("out/a.txt", "mine");
        await FailAsync(new StaticSite().Bytes("/about", _ => throw new InvalidOperationException("no data")).Bytes("/a.txt", _ => throw new InvalidOperationException("no data")));
        await BuildAsync(new StaticSite());
        Assert.Equal(("mine", "mine"), (_folder.Read("out/about/index.html"), _folder.Read("out/a.txt")));
    }

    [Fact]
    public async Task A_file_that_an_ended_build_did_not_reach_is_still_somebody_else_s()
    {
        _folder.Write("out/a.txt", "mine");
        using var end = new CancellationTokenSource();
        var site = new StaticSite().Bytes("/first.txt", _ => new("1"u8.ToArray())).Bytes("/a.txt", _ => new("2"u8.ToArray()));
        var build = new SiteBuildOptions { Parallelism = 1, Progress = new Told(_ => end.Cancel()) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new SiteBuilder(site).BuildAsync(_folder["out"], build, end.Token));
        await BuildAsync(new StaticSite());
        Assert.Equal("mine", _folder.Read("out/a.txt"));
        Assert.False(File.Exists(_folder["out/first.txt"]));
    }

    [Fact]
    public async Task A_file_that_was_written_over_is_the_builder_s()
    {
        _folder.Write("out/a.txt", "mine");
        await BuildAsync(One("/a.txt"));
        Assert.Equal("1", _folder.Read("out/a.txt"));
        Assert.Equal(1, (await BuildAsync(new StaticSite())).Deleted);
    }

    [Theory]
    [InlineData("out/feed.xml/mine.txt", "/feed.xml", "The folder ")]
    [InlineData("out/elements", "/elements/iron", "The file ")]
    public async Task What_stands_in_the_way_of_a_file_or_its_folder_is_named_and_left(string foreign, string page, string says)
    {
        _folder.Write(foreign, "mine");
        var failure = Assert.Single((await FailAsync(One(page))).Failures);
        Assert.StartsWith(says + _folder[string.Join('/', foreign.Split('/').Take(2))], failure.Error.Message);
        Assert.Contains("Move it away.", failure.Error.Message);
        Assert.Equal("mine", _folder.Read(foreign));
    }

    [Fact]
    public async Task Nothing_behind_a_link_is_deleted()
    {
        _folder.Write("elsewhere/mine.txt", "mine");
        _folder.Write("out/.rendering/manifest.json", "{ \"Format\": 1, \"Settings\": \"\", \"Files\": { \"link/mine.txt\": {} } }");
        Directory.CreateSymbolicLink(_folder["out/link"], _folder["elsewhere"]);
        Assert.Equal(0, (await BuildAsync(One("/a.txt"))).Deleted);
        Assert.Equal("mine", _folder.Read("elsewhere/mine.txt"));
    }

    [Fact]
    public async Task A_link_that_stands_where_a_page_belongs_is_replaced_and_not_followed()
    {
        _folder.Write("elsewhere.txt", "mine");
        Directory.CreateDirectory(_folder["out"]);
        File.CreateSymbolicLink(_folder["out/a.txt"], _folder["elsewhere.txt"]);
        await BuildAsync(One("/a.txt"));
        Assert.Equal(("mine", "1"), (_folder.Read("elsewhere.txt"), _folder.Read("out/a.txt")));
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_written_is_an_error_of_the_build_that_names_it()
    {
        _folder.Write("out/.rendering/manifest.json/mine.txt", "mine");
        Assert.Contains("manifest.json", (await FailAsync(One("/a.txt"))).Message);
    }

    [Fact]
    public async Task Only_another_build_is_called_another_build()
    {
        Directory.CreateDirectory(_folder["out/.rendering"]);
        Directory.CreateSymbolicLink(_folder["out/.rendering/lock"], _folder["out/.rendering/lock"]);
        Assert.DoesNotContain("Another build", (await FailAsync(One("/a.txt"))).Message);
    }

    private static StaticSite One(string path) => new StaticSite().Bytes(path, _ => new("1"u8.ToArray()));

    private Task<SiteSummary> BuildAsync(StaticSite site) => new SiteBuilder(site).BuildAsync(_folder["out"]);

    private Task<SiteBuildException> FailAsync(StaticSite site) => Assert.ThrowsAsync<SiteBuildException>(() => BuildAsync(site));
}
