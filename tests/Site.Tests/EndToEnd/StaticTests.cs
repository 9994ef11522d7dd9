using System.Net;
using System.Text;

namespace Site.Tests.EndToEnd;

[Collection(ReadSite.Name)]
public sealed class StaticTests(SiteProcess site, BuiltSite built) : IDisposable
{
    private readonly SiteCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Fact]
    public async Task Live_and_static_output_are_equal()
    {
        Assert.Equal(118, built.Files.Keys.Count(name => name.StartsWith("elements/", StringComparison.Ordinal)) - 1);
        foreach (var (name, bytes) in built.Files)
        {
            var path = "/" + (name.EndsWith("index.html", StringComparison.Ordinal) ? name[..^"index.html".Length] : name);
            var live = await Answer.GetAsync(site.Http, path);
            Assert.True(live.Status == HttpStatusCode.OK, path);
            // Live, there is a strip that says how the page was made.
            Assert.Equal(Encoding.UTF8.GetString(bytes), name.EndsWith(".html", StringComparison.Ordinal) ? live.Page : live.Body);
        }
    }

    [Fact]
    public async Task A_second_build_renders_only_what_changed_and_says_so()
    {
        Assert.Equal((0, 0), (built.Build.Reused, built.Build.Deleted));
        built.CopyTo(_copy.Output("out"));
        var second = await BuildAsync("out");
        Assert.Equal((0, built.Build.Rendered, 0), (second.Rendered, second.Reused, second.Written));

        // The density of iron: its own page, and the orders of the index.
        _copy.Edit("data/elements.json", "\"density\": 7.87", "\"density\": 7.88");
        var third = await BuildAsync("out");
        Assert.InRange(third.Rendered, 2, built.Build.Rendered / 2);
        await BuildAsync("cold");
        Assert.Equal(SiteBuild.Files(_copy.Output("cold")), SiteBuild.Files(_copy.Output("out")));
    }

    [Fact]
    public async Task A_build_killed_at_any_instant_is_put_right_by_the_next()
    {
        var output = _copy.Output("out");
        // Each build goes on from where the one before it was killed. Where none is killed before its end, nothing is shown: once more.
        var killed = 0;
        foreach (var part in Enumerable.Repeat((double[])[0, 0.3, 0.7], 10).SelectMany(static parts => parts))
        {
            if (part == 0 && killed > 0) break;
            if (part == 0 && Directory.Exists(output)) Directory.Delete(output, recursive: true);
            using (var process = SiteBuild.Start(output, _copy.Root))
            {
                await SiteBuild.WrittenAsync(process, output, (int)(part * built.Files.Count));
                process.Kill();
                await process.WaitForExitAsync();
            }
            var files = SiteBuild.Files(output);
            if (files.Count < built.Files.Count) killed++;
            Assert.All(files, file => Assert.Equal(built.Files[file.Key], file.Value));
        }
        Assert.True(killed > 0, "No build could be killed before its end.");
        await BuildAsync("out");
        Assert.Equal(built.Files, SiteBuild.Files(output));
    }

    [Fact]
    public async Task A_page_that_fails_is_named_with_its_place_and_the_build_says_that_it_failed()
    {
        File.AppendAllText(Path.Combine(_copy.Root, "templates", "about.liquid"), "{{ 1 | divided_by: 0 }}");
        var failed = await SiteBuild.RunAsync(_copy.Output("out"), _copy.Root);
        Assert.Equal(1, failed.Code);
        Assert.Contains("about/index.html", failed.Output);
        Assert.Contains("about.liquid(", failed.Output);
    }

    private async Task<SiteBuild> BuildAsync(string output)
    {
        var build = await SiteBuild.RunAsync(_copy.Output(output), _copy.Root);
        Assert.True(build.Code == 0, build.Output);
        return build;
    }
}
