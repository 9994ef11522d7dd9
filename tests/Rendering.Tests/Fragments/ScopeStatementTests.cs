using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>What a section says of its own cache while it is rendered.</summary>
public sealed class ScopeStatementTests
{
    [Theory]
    [InlineData(".liquid", "<% cache_tag 'a, b' %>")]
    [InlineData(".liquid", "{% cache_tag list %}")]
    [InlineData(".scriban", "<% cache_tag list %>")]
    [InlineData(".scriban", "<% cache_tag 'a,' + 'b' %>")]
    public async Task A_tag_added_inside_voids_what_is_around_it(string language, string statement)
    {
        var site = new Site(("page" + language, "<% cache 1 %>{{ x }}<% cache 2 %>" + statement + "{{ x }}<% endcache %><% endcache %>"));
        Assert.Equal("11", await site.RenderAsync("page" + language, Model(1)));
        Assert.Equal("11", await site.RenderAsync("page" + language, Model(2)));
        await site.Caches.RemoveByTagAsync("b");
        Assert.Equal("33", await site.RenderAsync("page" + language, Model(3)));
    }

    [Theory]
    [InlineData(".liquid", "<% cache_expire 10 %>")]
    [InlineData(".liquid", "{% cache_expire late %}")]
    [InlineData(".scriban", "<% cache_expire late %>")]
    public async Task A_life_shortened_inside_is_that_of_what_is_around_it(string language, string statement)
    {
        var site = new Site(("page" + language, "<% cache 1, expire: 100 %><% cache 2, expire: 100 %>" + statement + "{{ x }}<% endcache %><% endcache %>"));
        var began = site.Time.GetUtcNow();
        var page = await site.PageAsync("page" + language, Model(1), "k");
        Assert.Equal((10, 11), ((page.Rendition.FreshUntil - began).TotalSeconds, (page.Rendition.StaleUntil - began).TotalSeconds));
        Assert.Equal("1", await site.RenderAsync("page" + language, Model(2)));
        site.Time.Advance(12);
        Assert.Equal("3", await site.RenderAsync("page" + language, Model(3)));
    }

    [Theory]
    [InlineData(".liquid", "<% cache_expire 'never' %>")]
    [InlineData(".scriban", "<% cache_expire 1000 %>")]
    [InlineData(".liquid", "<% cache_expire nil %>")]
    public async Task A_life_is_never_made_longer(string language, string statement)
    {
        var site = new Site(("page" + language, "<% cache 1, expire: 100 %>" + statement + "x<% endcache %>"));
        var began = site.Time.GetUtcNow();
        Assert.Equal(100, ((await site.PageAsync("page" + language, null, "k")).Rendition.FreshUntil - began).TotalSeconds);
    }

    [Theory]
    [InlineData(".liquid", "<% no_store 'it is hers' %>", "it is hers")]
    [InlineData(".liquid", "{% no_store %}", "no_store says so")]
    [InlineData(".scriban", "<% no_store why %>", "it is hers")]
    [InlineData(".scriban", "<% no_store %>", "no_store says so")]
    public async Task What_must_not_be_stored_is_not_nor_what_is_around_it(string language, string statement, string why)
    {
        var site = new Site(("page" + language, "<% cache 1 %><% cache 2 %>" + statement + "{{ x }}<% endcache %><% endcache %>"));
        Assert.Equal("1", await site.RenderAsync("page" + language, Model(1)));
        Assert.Equal("2", await site.RenderAsync("page" + language, Model(2)));
        Assert.Equal(why, (await site.PageAsync("page" + language, Model(3), "k")).Rendition.Unstorable);
    }

    [Theory]
    [InlineData(".liquid", "<% cache_tag 'a' %><% cache_expire 10 %>{{ x }}")]
    [InlineData(".scriban", "<% cache_tag 'a' %><% cache_expire 10 %>{{ x }}")]
    public async Task Outside_of_every_section_it_is_said_of_the_page(string language, string template)
    {
        var site = new Site(("page" + language, template));
        Assert.Equal("1", await site.CachedAsync("page" + language, Model(1)));
        Assert.Equal("1", await site.CachedAsync("page" + language, Model(2)));
        await site.Caches.RemoveByTagAsync("a");
        Assert.Equal("3", await site.CachedAsync("page" + language, Model(3)));
        site.Time.Advance(12);
        Assert.Equal("4", await site.CachedAsync("page" + language, Model(4)));
    }

    [Theory]
    [InlineData(".liquid", "<% cache_tag %>")]
    [InlineData(".scriban", "<% cache_expire %>")]
    [InlineData(".liquid", "<% no_store a b %>")]
    [InlineData(".scriban", "<% cache_tag 'a' %> <% cache_expire 'soon' %>")]
    [InlineData(".liquid", "<% cache_expire -1 %>")]
    public async Task What_is_wrong_has_its_place(string language, string template)
    {
        var error = await Assert.ThrowsAnyAsync<TemplateException>(() => new Site(("page" + language, template)).RenderAsync("page" + language, Model(1)));
        Assert.Equal("page" + language, error.Location!.Template);
    }

    private static object Model(int x) => new { x, list = new[] { "a", "b" }, why = "it is hers", late = new Func<Task<int>>(static async () => { await Task.Yield(); return 10; }) };
}
