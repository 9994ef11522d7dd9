using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>Promise 14: after &lt;% only our words are tags; raw switches it off; data is never scanned.</summary>
public sealed class SectionTextTests
{
    [Theory]
    [InlineData("<% foo %>")]
    [InlineData("a <%= cache %> b")]
    [InlineData("<% cached %>")]
    [InlineData("<% Cache %>")]
    [InlineData("<% if x %>")]
    [InlineData("<% %>")]
    [InlineData("<%")]
    [InlineData("5 <% 6")]
    [InlineData("%>")]
    [InlineData("<%# cache %>")]
    [InlineData("<%-- cache --%>")]
    public async Task Any_other_angle_tag_is_text(string text) => Assert.Equal(text, await Site.OnceAsync(text));

    [Theory]
    [InlineData("{% raw %}<% cache %>a<% endcache %>{% endraw %}", "<% cache %>a<% endcache %>")]
    [InlineData("{% raw %}<% endcache %>{% endraw %}", "<% endcache %>")]
    [InlineData("{% comment %}<% cache %>{% endcomment %}b", "b")]
    public async Task Raw_switches_it_off(string text, string expected) => Assert.Equal(expected, await Site.OnceAsync(text));

    [Fact]
    public async Task Data_is_never_scanned()
    {
        const string data = "<% cache %>{{ x }}{% raw %}<% endcache %>";
        var site = new Site(options => options.Escape = EscapeMode.Never, ("page", "{{ x }}<% cache x %>{{ x }}<% endcache %>{% capture c %}{{ x }}{% endcapture %}{{ c }}"));
        for (var i = 0; i < 3; i++) Assert.Equal(data + data + data, await site.RenderAsync("page", new { x = data }));
        for (var i = 0; i < 2; i++) Assert.Equal(data + data + data, await site.CachedAsync("page", new { x = data }));
    }

    [Theory]
    [InlineData("<% cache %>a", "cache")]
    [InlineData("<% cache %>a{% endcache %}{% if x %}<% endcache %>{% endif %}", "endcache")]
    [InlineData("a<% endcache %>", "endcache")]
    [InlineData("<% cache", "cache")]
    [InlineData("<% cache expires: 5 %><% endcache %>", "expire")]
    [InlineData("<% cache 1 2 %><% endcache %>", "cache")]
    public async Task A_section_that_does_not_parse_is_an_error_with_its_position(string text, string says)
    {
        var error = await Assert.ThrowsAsync<TemplateSyntaxException>(() => Site.OnceAsync("x\n" + text));
        Assert.Equal(2, error.Location!.Line);
        Assert.Contains(says, error.Message);
    }

    [Theory]
    [InlineData("expire: 'soon'")]
    [InlineData("expire: -1")]
    [InlineData("expire: list")]
    [InlineData("type: 'nowhere'")]
    [InlineData("tags: 5")]
    [InlineData("model")]
    public async Task A_setting_that_makes_no_sense_is_an_error_with_its_position(string settings)
    {
        var error = await Assert.ThrowsAnyAsync<TemplateException>(() => Site.OnceAsync($"x\n<% cache {settings} %>a<% endcache %>", new { list = new[] { 1 }, model = new { } }));
        Assert.Equal(2, error.Location!.Line);
        Assert.DoesNotContain("model failed", error.Message);
    }
}
