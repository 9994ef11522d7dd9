using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>Promise 14: a section has a scope of its own; <c>export:</c> lets values out, on a hit as on a miss.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task Exported_variables_are_seen_behind_the_section_on_miss_and_hit()
    {
        var site = new Site(("page", "{% assign b = 'outer' %}<% cache export: \"a, c\" %>{% assign a = next %}{% assign b = 'inner' %}{% assign c = 'x' %}<% endcache %>{{ a }}{{ b }}{{ c }}"));
        var counter = new Counter();
        for (var i = 0; i < 3; i++) Assert.Equal("1outerx", await site.RenderAsync("page", counter));
    }

    [Theory]
    [InlineData("'5'", "5|6")]
    [InlineData("5", "5|6")]
    [InlineData("5.0", "5.0|6.0")]
    [InlineData("true", "true|1")]
    [InlineData("nil", "|1")]
    [InlineData("'x,y' | split: ','", "xy|1")]
    [InlineData("'<b>'", "&lt;b&gt;|1")]
    public async Task Exported_values_keep_their_kind(string literal, string expected)
    {
        var site = new Site(("page", $"<% cache export: \"a\" %>{{% assign a = {literal} %}}<% endcache %>{{{{ a }}}}|{{{{ a | plus: 1 }}}}"));
        for (var i = 0; i < 2; i++) Assert.Equal(expected, await site.RenderAsync("page"));
    }

    [Fact]
    public async Task Exported_markup_stays_markup()
    {
        var site = new Site(("page", "<% cache export: \"a\" %>{% capture a %}<b>{{ '&' }}</b>{% endcapture %}<% endcache %>{{ a }}"));
        for (var i = 0; i < 2; i++) Assert.Equal("<b>&amp;</b>", await site.RenderAsync("page"));
    }

    [Fact]
    public async Task A_section_that_is_not_cached_exports_too()
    {
        var site = new Site(("page", "<% cache if: false, export: \"a\" %>{% assign a = next %}<% endcache %>{{ a }}"));
        var counter = new Counter();
        Assert.Equal("1", await site.RenderAsync("page", counter));
        Assert.Equal("2", await site.RenderAsync("page", counter));
    }

    [Fact]
    public async Task An_inner_section_exports_to_the_outer_one_and_no_further()
    {
        var site = new Site(("page", "<% cache 1 %><% cache 2, export: \"a\" %>{% assign a = 'in' %}<% endcache %>{{ a }}<% endcache %>[{{ a }}]"));
        for (var i = 0; i < 2; i++) Assert.Equal("in[]", await site.RenderAsync("page"));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_an_error_that_says_what_to_do()
    {
        var site = new Site(("page", "<% cache export: \"a\" %>{% assign a = product %}<% endcache %>"));
        var error = await Assert.ThrowsAsync<TemplateRenderException>(async () => await site.RenderAsync("page", new { Product = new { Name = "x" } }));
        Assert.Contains("one by one", error.Message, StringComparison.Ordinal);
    }
}
