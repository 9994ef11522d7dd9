using Rendering.Liquid;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>What a hole reads of its place by other ways than a path in its text: each was found by putting holes around the outputs of the suites.</summary>
public sealed class HoleReadTests
{
    [Theory]
    [InlineData("{% increment n %}<% nocache %>{{ n }}<% endnocache %>{% increment n %}<% nocache %>{{ n }}<% endnocache %>", "0112")]
    [InlineData("{% decrement n %}<% nocache %>{% include 'n' %}<% endnocache %>", "-1-1")]
    [InlineData("{% assign x = 1 %}<% nocache %>{{ self.x }}{{ self['x'] }}<% endnocache %>", "11")]
    [InlineData("{% assign x = 1 %}{% assign name = 'x' %}<% nocache %>{{ self[name] }}{{ [name] }}<% endnocache %>", "11")]
    [InlineData("{% assign name = 'x' %}{% for x in (1..2) %}<% nocache %>{{ [name] }}<% endnocache %>{% endfor %}", "12")]
    [InlineData("{% assign self = 1 %}{% assign cache = 2 %}<% nocache %>{{ self }}{{ cache }}<% endnocache %>", "12")]
    [InlineData("{% assign name = 'user' %}<% nocache %>{{ [name] }}{{ self.user }}<% endnocache %>", "annann")]
    public async Task A_hole_captures_counters_and_what_is_read_by_names_known_only_at_run_time(string template, string expected)
    {
        var site = new Site(static options => options.Liquid = new() { Mode = LiquidMode.Lax }, ("page", $"<% cache %>{template}<% endcache %>"), ("n", "{{ n }}"));
        for (var i = 0; i < 2; i++) Assert.Equal(expected, await site.RenderAsync("page", new { User = "ann" }));
        for (var i = 0; i < 2; i++) Assert.Equal(expected, await site.CachedAsync("page", new { User = "ann" }));
    }

    [Fact]
    public async Task An_include_that_a_hole_never_comes_to_need_not_exist()
    {
        var site = new Site(("page", "<% nocache %>a{% if user %}{% include 'missing' %}{% endif %}{% if wrong %}{% include 'wrong' %}{% endif %}<% endnocache %>"), ("wrong", "{{ x"));
        Assert.Equal("a", await site.RenderAsync("page", new { }));
        await Assert.ThrowsAsync<TemplateRenderException>(() => site.RenderAsync("page", new { User = 1 }));
        var error = await Assert.ThrowsAsync<TemplateSyntaxException>(() => site.RenderAsync("page", new { Wrong = 1 }));
        Assert.Equal("wrong.liquid", error.Location!.Template);
    }

    [Fact]
    public async Task An_error_printed_in_the_hole_of_a_partial_says_in_which_one_and_one_of_the_page_does_not()
    {
        var site = new Site(static options => options.Liquid.PrintErrors = true,
            ("page", "<% nocache %>{{ 1 | divided_by: 0 }}<% endnocache %>|{% render 'box' %}"), ("box", "<% nocache %>{{ 1 | divided_by: 0 }}<% endnocache %>"));
        Assert.Equal("Liquid error (line 1): divided by 0|Liquid error (box.liquid line 1): divided by 0", await site.RenderAsync("page"));
    }
}
