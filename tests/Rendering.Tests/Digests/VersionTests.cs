using Rendering.Templates;

namespace Rendering.Tests.Digests;

public sealed class VersionTests
{
    private readonly DictionaryTemplateSource _templates = new(new Dictionary<string, string>
    {
        ["page.liquid"] = "{% layout 'layout' %}{% include 'part' %}{% include name %}",
        ["layout.liquid"] = "{% renderbody %}",
        ["part.liquid"] = "p",
        ["other.liquid"] = "o",
    });

    [Theory]
    [InlineData("page.liquid")]
    [InlineData("layout.liquid")]
    [InlineData("part.liquid")]
    public void The_version_of_a_template_changes_with_all_that_it_names(string edited)
    {
        var renderer = new Renderer(new RendererOptions { Templates = _templates });
        var before = renderer.VersionOf("page");
        Assert.Equal(before, new Renderer(new RendererOptions { Templates = _templates }).VersionOf("/page.liquid"));
        var text = _templates[edited];
        _templates[edited] += " ";
        Assert.NotEqual(before, renderer.VersionOf("page"));
        _templates[edited] = text;
        Assert.Equal(before, renderer.VersionOf("page"));
    }

    [Fact]
    public void The_version_of_a_template_that_is_not_there_is_an_error() =>
        Assert.Throws<TemplateNotFoundException>(() => new Renderer().VersionOf("page"));

    [Fact]
    public async Task A_rendition_is_current_while_what_it_found_and_missed_at_run_time_is_as_it_was()
    {
        var renderer = new Renderer(new RendererOptions { Templates = _templates });
        var page = (await renderer.RenderPageAsync("page", new { Name = "other" })).Rendition;
        Assert.True(renderer.IsCurrent(page.Dependencies));
        _templates["part.liquid"] = "named in the text, so a matter of the version";
        Assert.True(renderer.IsCurrent(page.Dependencies));
        _templates["other"] = "found before other.liquid";
        Assert.False(renderer.IsCurrent(page.Dependencies));
        _templates["other"] = null;
        Assert.True(renderer.IsCurrent(page.Dependencies));
        _templates["other.liquid"] = null;
        Assert.False(renderer.IsCurrent(page.Dependencies));
    }

    [Fact]
    public async Task A_section_s_tags_reach_its_page_with_caching_off_too()
    {
        var templates = new DictionaryTemplateSource(new Dictionary<string, string> { ["page.liquid"] = "<% cache tags: 'a, b' %>x<% endcache %>" });
        var page = await new Renderer(new RendererOptions { Templates = templates, Caching = false }).RenderPageAsync("page");
        Assert.NotEmpty(page.Rendition.Tags);
    }
}
