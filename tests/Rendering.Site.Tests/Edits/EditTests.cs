using Rendering.Site.Tests.Support;

namespace Rendering.Site.Tests.Edits;

public sealed class EditTests : IDisposable
{
    private readonly Planets _site = new();

    public static TheoryData<string> Names => [.. Edit.Known.Select(edit => edit.Name)];

    public void Dispose() => _site.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Warm_output_equals_cold_output_byte_for_byte_and_only_what_changed_is_rendered(string name)
    {
        var edit = Edit.Known.Single(edit => edit.Name == name);
        await _site.BuildAsync("out");
        edit.Make(_site);
        var warm = await _site.BuildAsync("out");
        var cold = await _site.BuildAsync("cold");
        Assert.Equal(_site.Folder.Files("cold"), _site.Folder.Files("out"));
        Assert.Equal((edit.Rendered, cold.Pages), (warm.Rendered, warm.Pages));
        Assert.Equal(0, cold.Reused);
    }

    [Fact]
    public async Task All_edits_one_after_another_leave_what_a_cold_build_makes()
    {
        await _site.BuildAsync("out");
        foreach (var edit in Edit.Known.Where(edit => !edit.Name.Contains("removed")))
        {
            edit.Make(_site);
            await _site.BuildAsync("out");
            await _site.BuildAsync("cold/" + edit.Name);
            Assert.Equal(_site.Folder.Files("cold/" + edit.Name), _site.Folder.Files("out"));
        }
    }

    [Fact]
    public async Task An_edit_and_its_opposite_leave_what_was_there()
    {
        await _site.BuildAsync("out");
        var before = _site.Folder.Files("out");
        var text = _site.Folder.Read("templates/moons.liquid");
        _site.Folder.Write("templates/moons.liquid", "none");
        await _site.BuildAsync("out");
        Assert.NotEqual(before, _site.Folder.Files("out"));
        _site.Folder.Write("templates/moons.liquid", text);
        await _site.BuildAsync("out");
        Assert.Equal(before, _site.Folder.Files("out"));
    }
}
