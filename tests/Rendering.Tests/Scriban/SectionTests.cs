using Rendering.Tests.Support;

namespace Rendering.Tests.Scriban;

/// <summary>Cached sections in a language that changes objects.</summary>
public sealed class SectionTests
{
    [Fact]
    public async Task A_section_renders_the_same_bytes_on_miss_and_hit_and_leaves_the_same_behind()
    {
        var site = new Site(("page.scriban", "{{ a = 1 }}<% cache a %>{{ a = 2; b = 3; a }}<% endcache %>{{ a }}{{ b }}"));
        for (var i = 0; i < 3; i++) Assert.Equal("21", await site.RenderAsync("page.scriban"));
    }

    [Theory]
    [InlineData("{{ o = {}; }}<% cache %>{{ o.a = 1 }}<% endcache %>")]
    [InlineData("{{ o = []; }}<% cache %>{{ o[0] = 1 }}<% endcache %>")]
    [InlineData("{{ o = [1]; }}<% cache %>{{ o.a = 1 }}<% endcache %>")]
    [InlineData("{{ o = {}; }}<% cache %>{{ with o; a = 1; end }}<% endcache %>")]
    [InlineData("{{ func f; o.a = 1; end; o = {} }}<% cache %>{{ f }}<% endcache %>")]
    public async Task A_section_cannot_change_what_was_made_outside_of_it(string text)
    {
        var error = await Assert.ThrowsAsync<TemplateRenderException>(() => new Site(("page.scriban", text)).RenderAsync("page.scriban"));
        Assert.Contains("A cached section cannot change what was made outside of it", error.Problem, StringComparison.Ordinal);
        // And with caching off neither, so that a page is not found wrong only in production.
        await Assert.ThrowsAsync<TemplateRenderException>(() => new Site(static options => options.Caching = false, ("page.scriban", text)).RenderAsync("page.scriban"));
    }

    [Theory]
    [InlineData("{{ list[0] = 1 }}")]
    [InlineData("{{ hash.a = 1 }}")]
    [InlineData("{{ a = list | array.first; a.b = 2 }}")]
    public async Task A_template_cannot_change_the_model(string text) =>
        await Assert.ThrowsAnyAsync<TemplateRenderException>(() => new Site(("page.scriban", text)).RenderAsync("page.scriban", new { list = new[] { 5 }, hash = new Dictionary<string, int>() }));

    [Fact]
    public async Task What_is_made_in_a_section_may_be_changed_in_it() =>
        Assert.Equal("{a: 1}", await new Site(("page.scriban", "<% cache %>{{ o = {}; o.a = 1; o }}<% endcache %>")).RenderAsync("page.scriban"));

    [Fact]
    public async Task Keys_options_and_conditions_are_expressions()
    {
        var counter = new Counter();
        var site = new Site(("page.scriban", "<% cache 'a' + x, [1, 2] | array.size, expire: 30 * 2, tags: ['t', 'u'], if: x > 0 %>{{ next }}<% endcache %>"));
        foreach (var (x, expected) in new[] { (1, "1"), (1, "1"), (2, "2"), (0, "3"), (0, "4"), (1, "1") })
            Assert.Equal(expected, await site.RenderAsync("page.scriban", new Dictionary<string, object?> { ["x"] = x, ["next"] = (Func<int>)(() => counter.Next) }));
        await site.Caches.RemoveByTagAsync("u");
        Assert.Equal("5", await site.RenderAsync("page.scriban", new Dictionary<string, object?> { ["x"] = 1, ["next"] = (Func<int>)(() => counter.Next) }));
    }
}
