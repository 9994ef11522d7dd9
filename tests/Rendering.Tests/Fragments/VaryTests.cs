using Caching;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>What a key has of the request.</summary>
public sealed class VaryTests
{
    [Theory]
    [InlineData(".liquid", "user")]
    [InlineData(".scriban", "user")]
    [InlineData(".liquid", "query:page")]
    [InlineData(".scriban", "query:page")]
    [InlineData(".liquid", "header:Accept-Language")]
    [InlineData(".liquid", "cookie:theme")]
    [InlineData(".scriban", "route:id")]
    [InlineData(".liquid", "user, query:page")]
    public async Task A_section_has_one_entry_for_each_value_it_varies_by(string language, string vary)
    {
        var site = new Site(("page" + language, "<% cache vary: '" + vary + "' %>{{ x }}<% endcache %>"));
        var word = vary.Split(", ")[0].ToLowerInvariant();
        foreach (var request in (RenderRequest[])[Visit.Of(), Visit.Of($"{word}="), Visit.Of($"{word}=a"), Visit.Of($"{word}=b"), Visit.Of($"{word}=a", $"{word}=b")])
        {
            var x = request.Values!.GetHashCode();
            Assert.Equal($"{x}", await Render(site, language, new { x }, request));
            Assert.Equal($"{x}", await Render(site, language, new { x = 0 }, request));
        }
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task Values_that_a_visitor_sends_never_make_one_key_out_of_another(string language)
    {
        var site = new Site(("page" + language, "<% cache key, vary: 'query:a, query:b' %>{{ x }}<% endcache %>"));
        string[] hostile = ["", "1", "1,2", "s1:1", ")(", "n;", "1)(i2;s1:bs1:1", "query:b=1", "\0", "||", "1\n2", "i2;s1:a(s1:1)"];
        var x = 0;
        foreach (var key in hostile)
            foreach (var a in hostile)
                foreach (var b in hostile)
                    Assert.Equal($"{++x}", await Render(site, language, new { key, x }, Visit.Of("query:a=" + a, "query:b=" + b)));
        // Two of one name, one with both, and the same split between two names.
        foreach (var request in (RenderRequest[])[Visit.Of("query:a=1", "query:a=2"), Visit.Of("query:a=1,2"), Visit.Of("query:a=1", "query:b=2"), Visit.Of("query:b=1", "query:b=2")])
            Assert.Equal($"{++x}", await Render(site, language, new { key = "k", x }, request));
    }

    [Theory]
    [InlineData(".liquid", "'tenant'")]
    [InlineData(".scriban", "['tenant', 'user']")]
    [InlineData(".liquid", "words")]
    public async Task The_host_adds_values_of_its_own(string language, string vary)
    {
        var site = new Site(
            static options => options.Vary.Add("tenant", static request => request.Values?.Get(RequestValueKind.Header, "host")),
            ("page" + language, "<% cache vary: " + vary + " %>{{ x }}{{ request.tenant }}<% endcache %>"));
        object model(int x) => new { x, words = new[] { "tenant" } };
        Assert.Equal("1a", await Render(site, language, model(1), Visit.Of("header:host=a")));
        Assert.Equal("2b", await Render(site, language, model(2), Visit.Of("header:host=b")));
        Assert.Equal("1a", await Render(site, language, model(3), Visit.Of("header:host=a")));
    }

    [Theory]
    [InlineData(".liquid", "tennant")]
    [InlineData(".scriban", "tennant")]
    [InlineData(".liquid", "querry:page")]
    [InlineData(".scriban", "query")]
    [InlineData(".liquid", "query:")]
    public async Task An_unknown_name_is_an_error_with_its_place_that_lists_what_there_is(string language, string vary)
    {
        var site = new Site(static options => options.Vary.Add("tenant", static _ => ""), ("page" + language, "\n  <% cache vary: '" + vary + "' %>x<% endcache %>"));
        var error = await Assert.ThrowsAnyAsync<TemplateException>(() => Render(site, language, null, Visit.Of()));
        Assert.Equal(2, error.Location!.Line);
        Assert.Contains($"vary does not know '{vary}'. It takes culture, no-culture, user, query:name, header:name, cookie:name, route:name", error.Problem, StringComparison.Ordinal);
        if (!vary.Contains("query", StringComparison.Ordinal) && !vary.Contains(':', StringComparison.Ordinal)) Assert.Contains(", tenant;", error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("query")]
    [InlineData("headers")]
    [InlineData("a:b")]
    [InlineData("a b")]
    [InlineData("no-culture")]
    public void The_host_cannot_take_the_library_s_own_names(string name) =>
        Assert.Throws<ArgumentException>(() => new VaryOptions().Add(name, static _ => ""));

    [Theory]
    [InlineData(".liquid", "", true, true)]
    [InlineData(".scriban", "", true, true)]
    [InlineData(".liquid", "vary: 'no-culture'", true, false)]
    [InlineData(".scriban", "vary: 'no-culture, query:a'", true, false)]
    [InlineData(".liquid", "", false, false)]
    [InlineData(".scriban", "vary: 'culture'", false, true)]
    public async Task The_culture_is_in_the_key_unless_said_otherwise(string language, string option, bool setting, bool expected)
    {
        var site = new Site(options => options.Vary.Culture = setting, ("page" + language, "<% cache " + option + " %>{{ x }}<% endcache %>"));
        Assert.Equal("1", await Render(site, language, new { x = 1 }, Visit.In("de-DE")));
        Assert.Equal(expected ? "2" : "1", await Render(site, language, new { x = 2 }, Visit.In("fr-FR")));
        Assert.Equal("1", await Render(site, language, new { x = 3 }, Visit.In("de-DE")));
        Assert.Equal(expected ? "4" : "1", await Render(site, language, new { x = 4 }, Visit.Of()));
    }

    [Theory]
    [InlineData(true, "2")]
    [InlineData(false, "1")]
    public async Task The_culture_is_in_a_page_s_key_unless_said_otherwise(bool setting, string second)
    {
        var site = new Site(options => options.Vary.Culture = setting, ("page", "{{ x }}"));
        async Task<string> Page(int x, RenderRequest request) => System.Text.Encoding.UTF8.GetString((await site.Renderer.RenderPageAsync("page", new { x }, 7, request: request)).Utf8.Span);
        Assert.Equal("1", await Page(1, Visit.In("de-DE")));
        Assert.Equal(second, await Page(2, Visit.In("fr-FR")));
        Assert.Equal("1", await Page(3, Visit.In("de-DE")));
    }

    [Fact]
    public async Task The_invariant_culture_leaves_the_keys_that_people_write()
    {
        var site = new Site(("page", "{{ x }}"));
        await site.Renderer.RenderPageAsync("page", new { x = 1 }, 7, request: Visit.Of());
        await site.Caches.GetCache("page.liquid").RemoveAsync(7);
        Assert.False((await site.Renderer.RenderPageAsync("page", new { x = 2 }, 7, request: Visit.Of())).Report.PageHit);
    }

    [Theory]
    [InlineData("{{ x }}", 7)]
    [InlineData("<% page cached, key: id, vary: 'query:a' %>{{ x }}", null)]
    public async Task A_page_s_key_stands_before_what_it_varies_by(string template, int? key)
    {
        var site = new Site(("page", template));
        async Task<bool?> Hit(string culture) =>
            (await site.Renderer.RenderPageAsync("page", new { id = 7, x = 1 }, key is { } given ? given : default(CacheKey?), request: Visit.In(culture, "query:a=1"))).Report.PageHit;
        foreach (var culture in (string[])["de-DE", "fr-FR"])
        {
            Assert.False(await Hit(culture));
            Assert.True(await Hit(culture));
        }
        Assert.Equal(2, await site.Caches.GetCache("page.liquid").RemoveByPrefixAsync(7));
        Assert.False(await Hit("de-DE"));
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task What_reads_the_culture_is_stored_as_it_is_in_the_key(string language)
    {
        var site = new Site(("page" + language, "<% cache %>{{ request.culture }}{{ x }}<% endcache %>"));
        Assert.Equal("de-DE1", await Render(site, language, new { x = 1 }, Visit.In("de-DE")));
        Assert.Equal("de-DE1", await Render(site, language, new { x = 2 }, Visit.In("de-DE")));
        Assert.Equal("3", await Render(site, language, new { x = 3 }, Visit.Of()));
        Assert.Equal("3", await Render(site, language, new { x = 4 }, Visit.Of()));
    }

    private static async Task<string> Render(Site site, string language, object? model, RenderRequest request) =>
        System.Text.Encoding.UTF8.GetString((await site.Renderer.RenderPageAsync("page" + language, model, request: request)).Utf8.Span);
}
