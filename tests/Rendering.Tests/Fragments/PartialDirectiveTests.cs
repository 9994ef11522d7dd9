using System.Text;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>A partial with a page directive of its own is cached by it, wherever it is rendered.</summary>
public sealed class PartialDirectiveTests
{
    private const string Box = "<% page cached, key: p.id, expire: 60, stale: 0, tags: 'boxes' %>[{{ p.id }}{{ p.x }}]";

    [Theory]
    [InlineData("page.liquid", "box.liquid", "{% for p in all %}{% render 'box', p: p %}{% endfor %}")]
    [InlineData("page.liquid", "box.scriban", "{% for p in all %}{% render 'box', p: p %}{% endfor %}")]
    [InlineData("page.liquid", "box.liquid", "{% render 'box' for all as p %}")]
    [InlineData("page.liquid", "box.liquid", "{% for p in all %}{% include 'box' %}{% endfor %}")]
    [InlineData("page.liquid", "box.liquid", "{% include 'box' for all as p %}")]
    [InlineData("page.liquid", "box.liquid", "{% include 'box' for all as p, cache_key: 'one for all' %}")]
    [InlineData("page.liquid", "box.liquid", "{% render 'box' for all as p, cache_key: 'one for all' %}")]
    [InlineData("page.scriban", "box.liquid", "{{ for p in all; include 'box.liquid'; end }}")]
    [InlineData("page.scriban", "box.scriban", "{{ for p in all; include 'box'; end }}")]
    [InlineData("page.scriban", "box.scriban", "{{ for p in all; x = include 'box'; x; end }}")]
    public async Task A_partial_is_cached_under_its_own_directive(string page, string box, string template)
    {
        var site = new Site((page, template), (box, Box));
        Assert.Equal("[1a][2a]", await site.RenderAsync(page, Model("a")));
        Assert.Equal("[1a][2a]", await site.RenderAsync(page, Model("b")));
        await site.Caches.RemoveByTagAsync("boxes");
        Assert.Equal("[1c][2c]", await site.RenderAsync(page, Model("c")));
        site.Time.Advance(61);
        Assert.Equal("[1d][2d]", await site.RenderAsync(page, Model("d")));
        site[box] = Box.Replace('[', '(');
        Assert.Equal("(1e](2e]", await site.RenderAsync(page, Model("e")));
    }

    [Theory]
    [InlineData("page.liquid", "box.liquid", "{% for p in all %}{% render 'box', p: p, cache_expire: 10 %}{% endfor %}")]
    [InlineData("page.liquid", "box.scriban", "{% for p in all %}{% include 'box', cache_expire: 10 %}{% endfor %}")]
    [InlineData("page.scriban", "box.liquid", "{{ for p in all; include 'box.liquid' cache_expire: 10; end }}")]
    [InlineData("page.liquid", "box.liquid", "{% render 'box' for all as p, cache_expire: 10 %}")]
    public async Task Arguments_of_the_statement_win_and_the_rest_is_the_partial_s(string page, string box, string template)
    {
        var site = new Site((page, template), (box, Box));
        Assert.Equal("[1a][2a]", await site.RenderAsync(page, Model("a")));
        site.Time.Advance(9);
        Assert.Equal("[1a][2a]", await site.RenderAsync(page, Model("b")));
        site.Time.Advance(2);
        Assert.Equal("[1c][2c]", await site.RenderAsync(page, Model("c")));
        await site.Caches.RemoveByTagAsync("boxes");
        Assert.Equal("[1d][2d]", await site.RenderAsync(page, Model("d")));
    }

    [Theory]
    [InlineData("page.liquid", "{% for p in all %}{% render 'box', p: p, cache_key: 'k' %}{% endfor %}", "box.liquid")]
    [InlineData("page.scriban", "{{ for p in all; include 'box' cache_key: 'k'; end }}", "box.scriban")]
    public async Task The_statement_s_key_takes_the_place_of_the_partial_s(string page, string template, string box)
    {
        var site = new Site((page, template), (box, Box));
        Assert.Equal("[1a][1a]", await site.RenderAsync(page, Model("a")));
    }

    [Fact]
    public async Task Scriban_caches_a_partial_by_the_arguments_of_include()
    {
        var site = new Site(
            ("page.scriban", "{{ for p in all; include 'box' p.x cache_key: p.id cache_expire: 10 cache_tags: 't' n: 5; end }}"),
            ("box.scriban", "[{{ $1 }}{{ $.n }}{{ $.cache_key }}]"));
        Assert.Equal("[a5][a5]", await site.RenderAsync("page.scriban", Model("a")));
        Assert.Equal("[a5][a5]", await site.RenderAsync("page.scriban", Model("b")));
        await site.Caches.RemoveByTagAsync("t");
        Assert.Equal("[c5][c5]", await site.RenderAsync("page.scriban", Model("c")));
    }

    [Theory]
    [InlineData("page.liquid", "{% for p in all %}{% render 'box', p: p %}{% endfor %}")]
    [InlineData("page.scriban", "{{ for p in all; include 'box.liquid'; end }}")]
    public async Task A_partial_whose_key_is_late_waits_for_it(string page, string template)
    {
        var site = new Site((page, template), ("box.liquid", Box));
        object model(string x) => new { all = new[] { 1, 2 }.Select(id => new { id = new Func<Task<int>>(async () => { await Task.Yield(); return id; }), x }).ToArray() };
        Assert.Equal("[1a][2a]", await site.RenderAsync(page, model("a")));
        Assert.Equal("[1a][2a]", await site.RenderAsync(page, model("b")));
    }

    [Theory]
    [InlineData("{% render 'outer' %}")]
    [InlineData("{% render 'outer', cache_key: 1 %}{% render 'inner' %}")]
    public async Task What_is_given_to_a_partial_is_not_given_to_those_inside_it(string template)
    {
        var site = new Site(("page", template), ("outer", "<% page cached, key: 'o' %>o{% render 'inner' %}"), ("inner", "<% page cached, key: 'i' %>i"));
        var expected = template.Contains('1', StringComparison.Ordinal) ? "oii" : "oi";
        Assert.Equal(expected, await site.RenderAsync("page"));
        Assert.Equal(expected, await site.RenderAsync("page"));
        Assert.Equal(1, await site.Caches.GetCache("inner.liquid").ListAsync().CountAsync());
    }

    private static object Model(string x) => new { all = new[] { new { id = 1, x }, new { id = 2, x } } };

    [Theory]
    [InlineData("page.liquid", "{% render 'box', cache_key: 'k' %}", "box.liquid")]
    [InlineData("page.scriban", "{{ include 'box' cache_key: 'k' }}", "box.scriban")]
    public async Task A_key_that_takes_the_place_of_the_partial_s_has_none_of_its_values_of_the_request(string page, string template, string box)
    {
        var site = new Site((page, template), (box, "<% page cached, key: request.user %>{{ request.user }}"));
        foreach (var user in (string[])["ann", "bob", "ann"])
            Assert.Equal(user, Encoding.UTF8.GetString((await site.Renderer.RenderPageAsync(page, request: Visit.Of($"user={user}"))).Utf8.Span));
    }
}
