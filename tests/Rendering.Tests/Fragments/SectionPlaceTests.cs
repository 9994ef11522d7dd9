using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>Where a section may stand, and what may stand in it.</summary>
public sealed class SectionPlaceTests
{
    [Theory]
    [InlineData("{% rendersection head %}")]
    [InlineData("{% renderbody %}")]
    public async Task A_page_s_part_inside_a_cached_section_of_the_layout_is_an_error(string part)
    {
        var site = new Site(("page", "{% layout 'main' %}{% section head %}alice{% endsection %}body"), ("main", $"{{% cache %}}{part}{{% endcache %}}"));
        var error = await Assert.ThrowsAsync<TemplateRenderException>(async () => await site.RenderAsync("page"));
        Assert.Contains("Put it outside", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_markup_is_not_the_key_of_the_same_text()
    {
        var site = new Site(
            ("page", "{% capture m %}<b>{% endcapture %}{% render 'box', t: m, cache_key: m %} {% render 'box', t: u, cache_key: u %}"),
            ("box", "{{ t }}"));
        for (var i = 0; i < 2; i++) Assert.Equal("<b> &lt;b&gt;", await site.RenderAsync("page", new { U = "<b>" }));
    }

    [Fact]
    public async Task A_cached_include_is_refused_where_includes_are_also_when_it_is_in_the_cache()
    {
        var site = new Site(("warm", "{% include 'q', cache_key: 1 %}"), ("page", "{% render 'p' %}"), ("p", "{% include 'q', cache_key: 1 %}"), ("q", "Q"));
        await site.RenderAsync("warm");
        var error = await Assert.ThrowsAsync<TemplateRenderException>(async () => await site.RenderAsync("page"));
        Assert.Contains("not allowed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_fail_leave_nothing_behind()
    {
        var site = new Site(("page", "{% for i in (1..3) %}{% cache bad %}{% endcache %}{% endfor %}"));
        var bad = new object[] { new object[] { new { X = 1 } } };
        await Assert.ThrowsAsync<TemplateRenderException>(async () => await site.RenderAsync("page", new { Bad = bad }));
        await Assert.ThrowsAsync<TemplateRenderException>(async () => await site.RenderAsync("page", new { Bad = bad }));
    }

    [Fact]
    public async Task One_template_included_under_two_names_has_two_parameters()
    {
        var site = new Site(("page", "{% for n in ns %}{% include n, box: 1 %}{% endfor %}"), ("box", "[{{ box }}]"));
        Assert.Equal("[][1]", await site.RenderAsync("page", new { Ns = new[] { "box", "box.liquid" } }));
    }
}
