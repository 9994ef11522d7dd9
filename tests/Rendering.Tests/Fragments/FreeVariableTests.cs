using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>A block that reads what its key omits is reported with its position.</summary>
public sealed class FreeVariableTests
{
    [Theory]
    [InlineData("page", "<% cache product.id %>{{ product.name }}<% endcache %>", "")]
    [InlineData("page", "<% cache product.id %>{{ product.name }}{{ user }}<% endcache %>", "user 1:41")]
    [InlineData("page", "<% cache %>a\n  {{ user.name | upcase }}{% if user.age > 18 %}{{ user.name }}{% endif %}<% endcache %>", "user.name 2:3, user.age 2:27")]
    [InlineData("page", "{% for p in list %}<% cache %>{{ p.name }}<% endcache %>{% endfor %}", "p.name 1:31")]
    [InlineData("page", "<% cache list %>{% for p in list %}{{ p.name }}{{ forloop.index }}{% endfor %}{% assign x = 1 %}{{ x }}<% endcache %>", "")]
    [InlineData("page", "<% cache version: product.version %>{{ product.name }}<% endcache %>", "")]
    [InlineData("page", "<% cache tags: product.tag, if: user, expire: life %>{{ product.name }}{{ user }}{{ life }}<% endcache %>", "product.name 1:54, user 1:72, life 1:82")]
    [InlineData("page", "<% cache vary: 'user' %>{{ request.user }}<% nocache %>{{ user }}<% endnocache %><% endcache %>", "")]
    [InlineData("page", "{% for p in list %}<% cache %><% nocache %>{{ p.name }}<% endnocache %><% endcache %>{% endfor %}", "p.name 1:44")]
    [InlineData("page", "<% cache %>{% render 'x', a: b.c %}{{ site.name }}{{ cache }}<% endcache %>", "b.c 1:12")]
    [InlineData("page", "<% cache a %><% cache b %>{{ c }}<% endcache %><% endcache %>", "c 1:27, b 1:14, c 1:27")]
    [InlineData("page", "<% cache_each p in list, key: p.id %>{{ p.name }}{{ user }}<% endcache_each %>", "user 1:50")]
    [InlineData("page", "<% cache_each p in list %>{{ p }}<% endcache_each %>", "")]
    [InlineData("page.sbn", "<% cache product.id %>{{ product.name }}{{ user.name | string.upcase }}<% endcache %>", "user.name 1:44")]
    [InlineData("page.sbn", "<% cache list %>{{ for p in list; p.name; end; x = 1; x; empty; math.pi }}<% endcache %>", "")]
    [InlineData("page.sbn", "<% cache_each p in list, key: p.id %>{{ p.name }}{{ user }}<% endcache_each %>", "user 1:53")]
    public void What_is_read_and_not_told_is_found_at_its_place(string name, string template, string expected)
    {
        var site = new Site(static options => options.Globals = new { Site = new { Name = "s" } }, (name, template), ("x", ""));
        var found = site.Renderer.FreeVariablesOf(name);
        Assert.Equal(expected, string.Join(", ", found.Select(static free => $"{free.Path} {free.Location.Line}:{free.Location.Column}")));
    }

    [Fact]
    public async Task In_the_strict_mode_it_is_an_error_of_the_template()
    {
        var site = new Site(static options => options.FreeVariables = FreeVariableMode.Error, ("page", "x\n<% cache a %>{{ b }}<% endcache %>"), ("sound", "<% cache b %>{{ b }}<% endcache %>"));
        var error = await Assert.ThrowsAsync<TemplateSyntaxException>(async () => await site.RenderAsync("page"));
        Assert.Equal((2, 14), (error.Location!.Line, error.Location.Column));
        Assert.Contains("'b'", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", await site.RenderAsync("sound", new { B = 1 }));
    }

    [Fact]
    public async Task In_development_it_is_warned_of_when_the_template_is_first_used_and_after_each_edit()
    {
        var log = new Notes();
        var site = new Site(options => (options.FreeVariables, options.Logger) = (FreeVariableMode.Warn, log), ("page", "<% cache a %>{{ b }}<% endcache %>"));
        for (var i = 0; i < 3; i++) await site.RenderAsync("page");
        Assert.Contains("page.liquid(1,14)", Assert.Single(log.Lines), StringComparison.Ordinal);
        site["page"] = "<% cache a %>{{ c }}<% endcache %>";
        for (var i = 0; i < 3; i++) await site.RenderAsync("page");
        Assert.Equal(2, log.Lines.Count);
    }

    [Theory]
    [InlineData("page", "<% cache key: auto %>{{ a.x }}{{ b }}{% assign c = 1 %}{{ c }}{{ n }}<% endcache %>")]
    [InlineData("page", "<% cache 'k', expire: 60, key: auto %>{{ a.x }}{{ b }}{% assign c = 1 %}{{ c }}{{ n }}<% endcache %>")]
    [InlineData("page.sbn", "<% cache key: auto %>{{ a.x }}{{ b }}{{ c = 1 }}{{ c }}{{ n }}<% endcache %>")]
    public async Task Key_auto_builds_the_key_from_what_is_read(string name, string template)
    {
        var site = new Site((name, template));
        var hits = site.Caches.GetCache(name.Contains('.', StringComparison.Ordinal) ? name : name + ".liquid");
        Assert.Equal("1211", await Render(1, 2));
        Assert.Equal("1311", await Render(1, 3));
        Assert.Equal("2311", await Render(2, 3));
        Assert.Equal(0, hits.Statistics.Hits);
        Assert.Equal("1211", await Render(1, 2));
        Assert.Equal("2311", await Render(2, 3));
        Assert.Equal(2, hits.Statistics.Hits);
        Assert.Empty(site.Renderer.FreeVariablesOf(name));

        Task<string> Render(int x, int b) => site.RenderAsync(name, new { A = new { X = x, Unread = Guid.NewGuid() }, B = b, N = 1 });
    }

    [Fact]
    public async Task Key_auto_tells_text_from_numbers_and_one_path_from_another()
    {
        var site = new Site(("page", "<% cache key: auto %>{{ a }}|{{ b }}<% endcache %>"));
        Assert.Equal("1|", await site.RenderAsync("page", new { A = 1 }));
        Assert.Equal("|1", await site.RenderAsync("page", new { B = 1 }));
        Assert.Equal("1|", await site.RenderAsync("page", new { A = "1" }));
        Assert.Equal(3, site.Caches.GetCache("page.liquid").Statistics.Misses);
    }

    [Theory]
    [InlineData("<% cache key: auto %>{{ product }}<% endcache %>", "product.id")]
    [InlineData("<% cache key: auto %>{% include 'x' %}<% endcache %>", "include")]
    [InlineData("<% cache key: auto %>{{ self[name] }}<% endcache %>", "computed")]
    public async Task What_key_auto_cannot_tell_is_an_error_that_says_what_to_do(string template, string said)
    {
        var site = new Site(("page", template), ("x", ""));
        var error = await Assert.ThrowsAnyAsync<TemplateException>(async () => await site.RenderAsync("page", new { Product = new { Id = 1 }, Name = "n" }));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Location!.Line);
    }
}
