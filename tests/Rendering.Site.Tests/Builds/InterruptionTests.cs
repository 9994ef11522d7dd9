using Rendering.Site.Tests.Support;

namespace Rendering.Site.Tests.Builds;

public sealed class InterruptionTests : IDisposable
{
    private readonly Planets _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_build_ended_after_any_of_its_files_is_put_right_by_the_next()
    {
        for (var ended = 1; ended <= 10; ended++)
        {
            var output = $"out{ended}";
            _site.All[0] = _site.All[0] with { Moons = 0 };
            _site.HasAbout = true;
            await _site.BuildAsync(output);
            await EndAfterAsync(ended, output, () =>
            {
                _site.All[0] = _site.All[0] with { Moons = ended };
                _site.All.Add(new Planet($"Planet {ended}", 0, ""));
                _site.HasAbout = false;
            });
            // Back to where the manifest says that it is: only the files on disk tell that they are not.
            _site.All.RemoveAt(_site.All.Count - 1);
            _site.All[0] = _site.All[0] with { Moons = 0 };
            await _site.BuildAsync(output);
            await _site.BuildAsync($"cold{ended}");
            Assert.Equal(_site.Folder.Files($"cold{ended}"), _site.Folder.Files(output));
        }
    }

    [Fact]
    public async Task What_a_killed_build_left_behind_goes()
    {
        await _site.BuildAsync("out");
        var before = _site.Folder.Files("out");
        _site.Folder.Write("out/.rendering/tmp/17", "half a pa");
        await _site.BuildAsync("out");
        Assert.Equal(before, _site.Folder.Files("out"));
    }

    [Fact]
    public async Task A_page_that_fails_leaves_its_file_as_it_was_and_the_others_are_built()
    {
        await _site.BuildAsync("out");
        _site.Folder.Write("templates/moons.liquid", "{% if planet.moons == 1 %}{{ planet.name | divided_by: 0 }}{% endif %}{{ planet.moons }} of them");
        var error = await Assert.ThrowsAsync<SiteBuildException>(() => _site.BuildAsync("out"));
        Assert.Equal("planets/earth/index.html", Assert.Single(error.Failures).File);
        Assert.Contains("moons.liquid(1,", error.Message);
        Assert.Contains("1 moons", _site.Page("planets/earth/index.html"));
        Assert.Contains("2 of them", _site.Page("planets/mars/index.html"));

        _site.Folder.Write("templates/moons.liquid", "{{ planet.moons }} of them");
        Assert.Equal(4, (await _site.BuildAsync("out")).Rendered);
        Assert.Contains("1 of them", _site.Page("planets/earth/index.html"));
    }

    [Fact]
    public async Task One_reason_is_told_once_however_many_pages_fail_for_it()
    {
        _site.Folder.Write("templates/moons.liquid", "{{ 1 | divided_by: 0 }}");
        _site.Folder.Write("templates/facts.liquid", "{% if %}");
        var error = await Assert.ThrowsAsync<SiteBuildException>(() => _site.BuildAsync("out"));
        Assert.Equal(4, error.Failures.Count);
        Assert.StartsWith("4 of the site's files could not be made:\nfacts/index.html: facts.liquid(1,1): ", error.Message);
        Assert.Contains("\nplanets/earth/index.html and 2 more: moons.liquid(1,1): ", error.Message);
    }

    [Fact]
    public async Task Two_builds_at_once_into_one_folder_are_an_error()
    {
        SiteBuildException? second = null;
        var progress = new Told(_ => second ??= Assert.Throws<SiteBuildException>(() => _site.BuildAsync("out").GetAwaiter().GetResult()));
        await _site.BuildAsync("out", new SiteBuildOptions { Progress = progress, Parallelism = 1 });
        Assert.Contains("Another build", second!.Message);
    }

    [Theory]
    [InlineData("{ \"Format\": 2, \"Settings\": \"\", \"Files\": { \"mine.txt\": {} } }")]
    [InlineData("{ \"Format\": 1, \"Settings\": \"\", \"Files\": { \"mine.txt\": {}, \"../above.txt\": {} } }")]
    [InlineData("{ \"Format\": 1, \"Settings\": \"\", \"Files\": { \"mine.txt\": {}, \".Rendering/lock\": {} } }")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_manifest_that_is_none_or_leads_out_of_the_folder_deletes_nothing(string manifest)
    {
        _site.Folder.Write("above.txt", "above");
        _site.Folder.Write("out/mine.txt", "mine");
        _site.Folder.Write("out/.rendering/manifest.json", manifest);
        Assert.Equal(9, (await _site.BuildAsync("out")).Rendered);
        Assert.Equal(("above", "mine"), (_site.Folder.Read("above.txt"), _site.Page("mine.txt")));
    }

    private async Task EndAfterAsync(int files, string output, Action edit)
    {
        edit();
        using var end = new CancellationTokenSource();
        var progress = new Told(report =>
        {
            if (report.Done == files) end.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _site.BuildAsync(output, new SiteBuildOptions { Progress = progress, Parallelism = 1 }, end.Token));
    }
}
