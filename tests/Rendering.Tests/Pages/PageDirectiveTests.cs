using System.Text;
using Caching;
using Rendering.Tests.Support;

namespace Rendering.Tests.Pages;

/// <summary>A template says itself how its page is cached.</summary>
public sealed class PageDirectiveTests
{
    [Theory]
    [InlineData(".liquid", "<% page cached, key: product.id, expire: 60, stale: 0, tags: 'a, b' %>")]
    [InlineData(".scriban", "<% page cached, key: product.id, expire: 60, stale: 0, tags: 'a, b' %>\n")]
    [InlineData(".liquid", "{% page cached, key: product.id, expire: 60, stale: 0, tags: 'a, b' %}\n")]
    [InlineData(".liquid", "\n<% page cached, key: product.id, expire: 60, stale: 0, tags: 'a, b' -%>\n")]
    public async Task The_template_says_how_it_is_cached(string language, string directive)
    {
        var site = new Site(("page" + language, directive + "{{ product.id }}{{ x }}"));
        Task<string> Page(int id, int x) => site.RenderAsync("page" + language, new { product = new { id }, x });
        Assert.Equal("71", (await Page(7, 1)).Trim());
        Assert.Equal("71", (await Page(7, 2)).Trim());
        Assert.Equal("83", (await Page(8, 3)).Trim());
        await site.Caches.RemoveByTagAsync("b");
        Assert.Equal("74", (await Page(7, 4)).Trim());
        await site.Caches.GetCache("page" + language).RemoveAsync(7);
        Assert.Equal("75", (await Page(7, 5)).Trim());
        site.Time.Advance(61);
        Assert.Equal("76", (await Page(7, 6)).Trim());
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task Arguments_of_the_call_win(string language)
    {
        var site = new Site(("page" + language, "<% page cached, key: id, expire: 60, stale: 0 %>{{ x }}"));
        async Task<string> Page(int x, CacheKey? key = null, CacheExpire? expire = null) =>
            await site.Renderer.RenderAsync("page" + language, new { id = 7, x }, key, expire);
        Assert.Equal("1", await Page(1, expire: 600));
        site.Time.Advance(500);
        Assert.Equal("1", await Page(2));
        Assert.Equal("3", await Page(3, "other"));
        site.Time.Advance(61);
        Assert.Equal("4", await Page(4, "other"));
    }

    [Theory]
    [InlineData(".liquid", "key: 7", 1)]
    [InlineData(".liquid", "expire: 60", 1)]
    [InlineData(".scriban", "vary: 'query:a'", 1)]
    [InlineData(".liquid", "key: request.query.a", 1)]
    [InlineData(".liquid", "key: id", 2)]
    [InlineData(".scriban", "if: id", 2)]
    public async Task The_model_is_loaded_before_a_hit_only_where_the_directive_reads_it(string language, string options, int loads)
    {
        var site = new Site(("page" + language, "<% page cached, " + options + " %>{{ id }}"));
        var loaded = 0;
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("5", await site.RenderAsync("page" + language, async Task<object> () =>
            {
                loaded++;
                await Task.Yield();
                return new { id = 5 };
            }));
        }
        Assert.Equal(loads, loaded);
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task A_page_that_is_not_cached_this_time_loads_its_model_once(string language)
    {
        var site = new Site(("page" + language, "<% page cached, unless: draft %>{{ x }}"));
        var x = 0;
        for (var i = 1; i < 3; i++) Assert.Equal($"{i}", await site.RenderAsync("page" + language, () => new { draft = true, x = ++x }));
        Assert.Equal("3", await site.RenderAsync("page" + language, () => new { draft = false, x = ++x }));
        Assert.Equal("3", await site.RenderAsync("page" + language, () => new { draft = false, x = ++x }));
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task A_page_of_another_version_is_replaced(string language)
    {
        var site = new Site(("page" + language, "<% page cached, version: v %>{{ x }}"));
        Assert.Equal("1", await site.RenderAsync("page" + language, new { v = 1, x = 1 }));
        Assert.Equal("1", await site.RenderAsync("page" + language, new { v = 1, x = 2 }));
        Assert.Equal("3", await site.RenderAsync("page" + language, new { v = 2, x = 3 }));
        Assert.Equal("4", await site.RenderAsync("page" + language, new { v = 1, x = 4 }));
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task A_page_varies_by_the_request(string language)
    {
        var site = new Site(("page" + language, "<% page cached, vary: 'user, query:page' %>{{ request.user }}{{ request.query.page }}{{ x }}"));
        async Task<string> Page(int x, params string[] values) =>
            Encoding.UTF8.GetString((await site.Renderer.RenderPageAsync("page" + language, new { x }, request: Visit.Of(values))).Utf8.Span);
        Assert.Equal("anna1", await Page(1, "user=anna"));
        Assert.Equal("bert2", await Page(2, "user=bert"));
        Assert.Equal("anna23", await Page(3, "user=anna", "query:page=2"));
        Assert.Equal("anna1", await Page(4, "user=anna"));
        Assert.Equal("5", await Page(5));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(", key: 1", true)]
    [InlineData(", key: nobody", false)]
    [InlineData(", vary: 'user'", true)]
    public async Task What_is_private_is_not_kept_under_a_key_that_everyone_has(string options, bool stored)
    {
        var site = new Site(("page", "<% page cached" + options + " %>{{ x }}"));
        async Task<bool?> Hit() => (await site.Renderer.RenderPageAsync("page", new { x = 1 }, request: Visit.Of("user=anna") with { IsPrivate = true })).Report.PageHit;
        await Hit();
        Assert.Equal(stored, await Hit() ?? false);
    }

    [Theory]
    [InlineData(".liquid", "x<% page cached %>y", "x<% page cached %>y")]
    [InlineData(".scriban", "x<% page cached %>y", "x<% page cached %>y")]
    [InlineData(".liquid", "{{ 1 }}<% page %>", "1<% page %>")]
    [InlineData(".scriban", "{{ 1 }}<% pages cached %>", "1<% pages cached %>")]
    [InlineData(".liquid", "<% endcache_tag %><% endpage %>", "<% endcache_tag %><% endpage %>")]
    public async Task After_an_angle_only_our_words_are_tags_and_page_is_one_at_the_head_alone(string language, string template, string expected) =>
        Assert.Equal(expected, await new Site(("page" + language, template)).RenderAsync("page" + language));

    [Theory]
    [InlineData(".liquid", "<% page %>x", "page cached")]
    [InlineData(".scriban", "<% page %>x", "page is followed by: cached")]
    [InlineData(".liquid", "<% page cached, 7 %>x", "page takes options by their names")]
    [InlineData(".scriban", "<% page cached, expires: 7 %>x", "Unknown option 'expires' of page")]
    [InlineData(".liquid", "x{% page cached %}", "page stands at the head")]
    [InlineData(".liquid", "<% page cached, key: late.name %>x", "The model failed before")]
    [InlineData(".liquid", "<% page cached, expire: 'soon' %>x", "expire takes a number")]
    [InlineData(".scriban", "<% page cached, vary: 'quern:x' %>x", "vary does not know 'quern:x'")]
    public async Task What_is_wrong_with_a_directive_has_its_place(string language, string template, string problem)
    {
        var error = await Assert.ThrowsAnyAsync<TemplateException>(() =>
            new Site(("page" + language, template)).RenderAsync("page" + language, new Func<object>(static () => throw new InvalidOperationException("down"))));
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Equal((1, "page" + language), (error.Location!.Line, error.Location.Template));
    }

    [Fact]
    public async Task A_preview_neither_reads_nor_writes()
    {
        var site = new Site(("page", "<% page cached %>{{ x }}"));
        async Task<string> Page(int x, bool preview) => Encoding.UTF8.GetString((await site.Renderer.RenderPageAsync("page", new { x }, request: new() { IsPreview = preview })).Utf8.Span);
        Assert.Equal("1", await Page(1, true));
        Assert.Equal("2", await Page(2, false));
        Assert.Equal("3", await Page(3, true));
        Assert.Equal("2", await Page(4, false));
    }
}
