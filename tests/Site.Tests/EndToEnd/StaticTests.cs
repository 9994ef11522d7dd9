using System.Net;
using System.Text;

namespace Site.Tests.EndToEnd;

public sealed class StaticTests(SiteProcess site) : IClassFixture<SiteProcess>, IDisposable
{
    private readonly SiteCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Fact]
    public async Task Live_and_static_output_are_equal()
    {
        var built = await SiteBuild.RunAsync(_copy.Output("out"));
        Assert.Equal(0, built.Code);
        var files = SiteBuild.Files(_copy.Output("out"));
        Assert.Equal(118, files.Keys.Count(name => name.StartsWith("elements/", StringComparison.Ordinal)) - 1);
        foreach (var (name, bytes) in files)
        {
            var path = "/" + (name.EndsWith("index.html", StringComparison.Ordinal) ? name[..^"index.html".Length] : name);
            var live = await Answer.GetAsync(site.Http, path);
            Assert.True(live.Status == HttpStatusCode.OK, path);
            // Live, the strip that says how the page was made follows the page.
            Assert.Equal(Encoding.UTF8.GetString(bytes), name.EndsWith(".html", StringComparison.Ordinal) ? live.Page : live.Body);
        }
    }

    [Fact]
    public async Task A_second_build_renders_only_what_changed_and_says_so()
    {
        var first = await BuildAsync("out");
        Assert.Equal((0, 0), (first.Reused, first.Deleted));
        var second = await BuildAsync("out");
        Assert.Equal((0, first.Rendered, 0), (second.Rendered, second.Reused, second.Written));

        // The density of iron: its own page, and the orders of the index.
        _copy.Edit("data/elements.json", "\"density\": 7.87", "\"density\": 7.88");
        var third = await BuildAsync("out");
        Assert.InRange(third.Rendered, 2, first.Rendered / 2);
        await BuildAsync("cold");
        Assert.Equal(SiteBuild.Files(_copy.Output("cold")), SiteBuild.Files(_copy.Output("out")));
    }

    [Fact]
    public async Task A_build_killed_at_any_instant_is_put_right_by_the_next()
    {
        await BuildAsync("cold");
        var whole = SiteBuild.Files(_copy.Output("cold"));
        var instants = new Random(4242);
        for (var kill = 0; kill < 6; kill++)
        {
            using (var process = SiteBuild.Start(_copy.Output("out"), _copy.Root))
            {
                // Killed when so many files are there; a build that ended first is as good.
                var files = instants.Next(whole.Count);
                while (!process.HasExited && Count() < files) await Task.Yield();
                process.Kill();
                await process.WaitForExitAsync();
            }
            foreach (var (name, bytes) in Directory.Exists(_copy.Output("out")) ? SiteBuild.Files(_copy.Output("out")) : [])
                Assert.Equal(whole[name], bytes);
        }
        await BuildAsync("out");
        Assert.Equal(whole, SiteBuild.Files(_copy.Output("out")));

        int Count() => Directory.Exists(_copy.Output("out")) ? Directory.GetFiles(_copy.Output("out"), "*.html", SearchOption.AllDirectories).Length : 0;
    }

    [Fact]
    public async Task A_page_that_fails_is_named_with_its_place_and_the_build_says_that_it_failed()
    {
        File.AppendAllText(Path.Combine(_copy.Root, "templates", "about.liquid"), "{{ 1 | divided_by: 0 }}");
        var built = await SiteBuild.RunAsync(_copy.Output("out"), _copy.Root);
        Assert.Equal(1, built.Code);
        Assert.Contains("about/index.html", built.Output);
        Assert.Contains("about.liquid(", built.Output);
    }

    private async Task<SiteBuild> BuildAsync(string output)
    {
        var built = await SiteBuild.RunAsync(_copy.Output(output), _copy.Root);
        Assert.True(built.Code == 0, built.Output);
        return built;
    }
}
