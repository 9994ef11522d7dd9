using Rendering.Site.Tests.Support;

namespace Rendering.Site.Tests.Builds;

public sealed class BuildTests : IDisposable
{
    private readonly Planets _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Each_page_is_a_file_and_each_file_is_copied()
    {
        var summary = await _site.BuildAsync("out");
        Assert.Equal(
            [
                ".rendering/manifest.json", "about/index.html", "facts/index.html", "feed.xml", "img/dot.bin", "index.html", "index.json",
                "planets/earth/index.html", "planets/mars/index.html", "planets/venus/index.html", "robots.txt", "site.css",
            ],
            _site.Folder.Files("out").Keys);
        Assert.Equal("<title>Planets</title><h1>MARS</h1>2 moonsred<footer>made by hand</footer>", _site.Page("planets/mars/index.html"));
        Assert.Equal("Sitemap & all", _site.Page("robots.txt"));
        Assert.Equal((9, 0, 2, 11, 0), (summary.Rendered, summary.Reused, summary.Copied, summary.Written, summary.Deleted));
    }

    [Fact]
    public async Task A_second_build_says_that_it_reused_all_and_writes_nothing()
    {
        await _site.BuildAsync("out");
        var before = Times();
        var summary = await _site.BuildAsync("out");
        Assert.Equal((1, 8, 2, 0, 0), (summary.Rendered, summary.Reused, summary.Copied, summary.Written, summary.Deleted));
        Assert.Equal(before, Times());
        Assert.StartsWith("9 pages: 1 rendered, 8 reused; 2 other files; 0 written, 0 deleted; ", summary.ToString());
    }

    [Fact]
    public async Task What_equals_the_file_on_disk_is_not_written()
    {
        await _site.BuildAsync("out");
        _site.Folder.Write("templates/moons.liquid", "{{ planet.moons }}{{ ' moons' }}");
        var before = Times();
        var summary = await _site.BuildAsync("out");
        Assert.Equal((4, 0), (summary.Rendered, summary.Written));
        Assert.Equal(before.Where(static file => !file.Key.Contains(".rendering")), Times().Where(static file => !file.Key.Contains(".rendering")));
    }

    [Fact]
    public async Task A_deleted_page_s_file_goes_with_its_empty_folder_and_nobody_else_s_does()
    {
        await _site.BuildAsync("out");
        _site.Folder.Write("out/planets/mars/mine.txt", "mine");
        _site.Folder.Write("out/CNAME", "example.org");
        _site.All.RemoveRange(0, 2);
        Assert.Equal(2, (await _site.BuildAsync("out")).Deleted);
        Assert.False(Directory.Exists(_site.Folder["out/planets/venus"]));
        Assert.Equal("mine", _site.Page("planets/mars/mine.txt"));
        Assert.Equal("example.org", _site.Page("CNAME"));
    }

    [Fact]
    public async Task A_folder_s_name_becomes_a_page_and_a_page_a_folder()
    {
        var page = new StaticSite().Bytes("/a.b", _ => new("1"u8.ToArray())).Bytes("/c.d/e", _ => new("2"u8.ToArray()));
        await new SiteBuilder(page).BuildAsync(_site.Folder["out"]);
        var turned = new StaticSite().Bytes("/a.b/c", _ => new("1"u8.ToArray())).Bytes("/c.d", _ => new("2"u8.ToArray()));
        await new SiteBuilder(turned).BuildAsync(_site.Folder["out"]);
        Assert.Equal([".rendering/manifest.json", "a.b/c/index.html", "c.d"], _site.Folder.Files("out").Keys);
    }

    [Fact]
    public async Task The_model_behind_a_version_is_made_only_where_the_version_is_another()
    {
        await _site.BuildAsync("out");
        await _site.BuildAsync("out");
        Assert.Equal(1, _site.FactsMade);
        _site.FactsVersion++;
        await _site.BuildAsync("out");
        Assert.Equal(2, _site.FactsMade);
    }

    [Fact]
    public async Task A_page_that_prints_the_time_is_made_in_each_build()
    {
        var clock = new FixedTime(new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        _site.Options.Time = clock;
        _site.Folder.Write("templates/about-plain.liquid", "<% cache expire: 60 %>{{ 'now' | date: '%d' }}<% endcache %>");
        await _site.BuildAsync("out");
        clock.Now = clock.Now.AddDays(1);
        Assert.Equal(2, (await _site.BuildAsync("out")).Rendered);
        Assert.Contains("21", _site.Page("about/index.html"));
    }

    [Fact]
    public async Task A_changed_tag_makes_the_pages_that_have_it_again()
    {
        await _site.BuildAsync("out");
        Assert.Equal(4, (await _site.BuildAsync("out", new SiteBuildOptions { ChangedTags = ["planets", "others"] })).Rendered);
    }

    [Fact]
    public async Task Progress_is_told_of_each_page_and_file_once()
    {
        var told = new List<SiteProgress>();
        await _site.BuildAsync("out", new SiteBuildOptions { Progress = new Told(told.Add) });
        Assert.Equal(Enumerable.Range(1, 11), told.Select(static report => report.Done).Order());
        Assert.All(told, static report => Assert.Equal(11, report.Total));
        Assert.Equal(9, told.Count(static report => report.Outcome == SiteOutcome.Rendered));
        Assert.Equal(11, told.Select(static report => report.File).Distinct().Count());
    }

    [Fact]
    public async Task A_page_and_a_file_of_one_name_are_an_error_before_anything_is_written()
    {
        _site.Folder.Write("wwwroot/feed.xml", "<feed/>");
        var error = await Assert.ThrowsAsync<SiteBuildException>(() => _site.BuildAsync("out"));
        Assert.Contains("feed.xml", error.Message);
        Assert.False(Directory.Exists(_site.Folder["out"]));
    }

    private List<KeyValuePair<string, DateTime>> Times() =>
        [.. _site.Folder.Files("out").Keys.Select(file => KeyValuePair.Create(file, File.GetLastWriteTimeUtc(_site.Folder["out/" + file])))];
}
