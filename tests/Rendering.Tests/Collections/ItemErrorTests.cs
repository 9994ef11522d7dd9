using Rendering.Tests.Support;

namespace Rendering.Tests.Collections;

/// <summary>What goes wrong in a collection, or is not allowed in it.</summary>
public sealed class ItemErrorTests
{
    public sealed class Faulty(int id)
    {
        public int Id => id;

        internal bool Fails { get; set; }

        internal int Reads { get; private set; }

        public string Text
        {
            get
            {
                Reads++;
                return Fails ? throw new InvalidOperationException("it broke") : $"t{id}";
            }
        }
    }

    [Fact]
    public async Task One_item_that_fails_takes_none_of_those_before_it_with_it()
    {
        var site = new Site(("page", "<% cache_each x in list, key: x.id %>{{ x.text }}<% endcache_each %>"));
        Faulty[] list = [new(1), new(2), new(3) { Fails = true }, new(4)];
        var error = await Assert.ThrowsAnyAsync<TemplateException>(() => site.RenderAsync("page", new { list }));
        Assert.Contains("it broke", error.Problem, StringComparison.Ordinal);
        Assert.Equal(("page.liquid", 1, 38), (error.Location!.Template, error.Location.Line, error.Location.Column));
        Assert.Equal([1, 1, 1, 0], list.Select(static x => x.Reads));
        list[2].Fails = false;
        Assert.Equal("t1t2t3t4", await site.RenderAsync("page", new { list }));
        Assert.Equal([1, 1, 2, 1], list.Select(static x => x.Reads));
    }

    [Fact]
    public async Task An_item_that_fails_is_served_as_it_was_where_it_may_be_stale()
    {
        var site = new Site(("page", "<% cache_each x in list, key: x.id, expire: 100 %>{{ x.text }}<% endcache_each %>"));
        Faulty[] list = [new(1), new(2)];
        await site.RenderAsync("page", new { list });
        site.Time.Advance(105);
        list[0].Fails = true;
        Assert.Equal("t1t2", await site.RenderAsync("page", new { list }));
        Assert.Equal([2, 2], list.Select(static x => x.Reads));
    }

    [Fact]
    public async Task Who_waits_for_another_item_does_not_fail_with_it()
    {
        var site = new Site(
            ("page", "<% cache_each x in list, key: x.id %>{{ x.slow }}{{ x.text }}<% endcache_each %>"),
            ("one", "{% include 'page' %}"));
        var gate = new Gate();
        var first = site.RenderAsync("page", new { list = new object[] { new { id = 1, slow = (Func<Task<string>>)(() => gate.Slow), text = "a" }, new Faulty(2) { Fails = true } } });
        await gate.Entered;
        var second = site.RenderAsync("one", new { list = new object[] { new { id = 1, slow = "", text = "never" } } });
        gate.Open("s");
        await Assert.ThrowsAnyAsync<TemplateException>(() => first);
        Assert.Equal("sa", await second);
    }

    [Theory]
    [InlineData("<% cache_each x in list, key: x %>a<% endcache_each %>", 1, "such as product.id")]
    [InlineData("<% cache_each x in list %>a<% endcache_each %>", 1, "such as product.id")]
    [InlineData("<% cache_each x in list, key: x.nothing %>a<% endcache_each %>", 1, "Item 1 of the collection has no key")]
    [InlineData("<% cache_each x in nils %>a<% endcache_each %>", 1, "Item 2 of the collection has no key")]
    [InlineData("<% cache_each x in list, key: x.id, version: x %>a<% endcache_each %>", 1, "such as product.id")]
    [InlineData("<% cache_each x in list, key: x.id, load: x %>a<% endcache_each %>", 1, "load takes a loader")]
    [InlineData("<% cache_each x in list, key: x.id, expire: 'soon' %>a<% endcache_each %>", 1, "seconds")]
    [InlineData("<% cache_each x in list, key: x.id, type: 'nowhere' %>a<% endcache_each %>", 1, "nowhere")]
    public async Task An_error_of_the_header_has_the_position_of_its_statement(string statement, int column, string says)
    {
        foreach (var (page, caching) in new[] { ("page.liquid", true), ("page.scriban", true), ("page.liquid", false), ("page.scriban", false) })
        {
            var site = new Site(options => options.Caching = caching, (page, "line\n" + statement.Replace('\'', '"')));
            if (!caching && says == "nowhere") continue;
            var error = await Assert.ThrowsAnyAsync<TemplateException>(() => site.RenderAsync(page, new { list = new[] { new Faulty(1) }, nils = new int?[] { 1, null } }));
            Assert.Contains(says, error.Problem, StringComparison.Ordinal);
            Assert.Equal((2, column), (error.Location!.Line, error.Location.Column));
        }
    }

    [Theory]
    [InlineData("page.liquid", "<% cache_each i in list %>{{ forloop.index }}<% endcache_each %>")]
    [InlineData("page.liquid", "{% for x in list %}<% cache_each i in list %>{{ forloop.first }}<% endcache_each %>{% endfor %}")]
    [InlineData("page.liquid", "<% cache_each i in list %>{% if forloop.last %}{% endif %}<% endcache_each %>")]
    [InlineData("page.scriban", "<% cache_each i in list %>{{ for.index }}<% endcache_each %>")]
    [InlineData("page.scriban", "{{ for x in list }}<% cache_each i in list %>{{ for.first }}<% endcache_each %>{{ end }}")]
    public async Task The_place_of_an_item_is_not_known_cached_or_not(string page, string text)
    {
        foreach (var caching in new[] { true, false })
        {
            var error = await Assert.ThrowsAsync<TemplateRenderException>(() => new Site(options => options.Caching = caching, (page, text)).RenderAsync(page, new { list = new[] { 1 } }));
            Assert.Contains("cannot know the place", error.Problem, StringComparison.Ordinal);
            Assert.NotNull(error.Location);
        }
    }

    [Theory]
    [InlineData("page.liquid", "<% cache_each i in list %>{% for x in list %}{{ forloop.index }}{% endfor %}<% endcache_each %>")]
    [InlineData("page.scriban", "<% cache_each i in list %>{{ for x in list }}{{ for.index + 1 }}{{ end }}<% endcache_each %>")]
    public async Task A_loop_inside_an_item_knows_its_own_place(string page, string text) =>
        Assert.Equal("1212", await new Site((page, text)).RenderAsync(page, new { list = new[] { 1, 2 } }));

    [Theory]
    [InlineData("page.liquid", "<% cache_each i on list %><% endcache_each %>", "in")]
    [InlineData("page.liquid", "<% cache_each i in list, kei: 1 %><% endcache_each %>", "Did you mean 'key'")]
    [InlineData("page.liquid", "<% cache_each i in list %>", "never closed")]
    [InlineData("page.liquid", "<% cache_each i in list %><% endcache %>", "endcache")]
    [InlineData("page.liquid", "<% cache_each i in list limit: 2 %><% endcache_each %>", "Expected")]
    [InlineData("page.scriban", "<% cache_each i on list %><% endcache_each %>", "in")]
    [InlineData("page.scriban", "<% cache_each 1 in list %><% endcache_each %>", "variable")]
    [InlineData("page.scriban", "<% cache_each i in list, kei: 1 %><% endcache_each %>", "Did you mean 'key'")]
    [InlineData("page.scriban", "<% cache_each i in list %>", "never closed")]
    [InlineData("page.scriban", "<% cache_each i in list %><% endcache %>", "endcache")]
    [InlineData("page.scriban", "<% cache %><% endcache_each %>", "endcache_each")]
    [InlineData("page.scriban", "<% endcache_each %>", "without <% cache_each %>")]
    [InlineData("page.scriban", "<% cache_each i in list, key 1 %><% endcache_each %>", ":")]
    public async Task What_does_not_parse_says_what_to_do(string page, string text, string says)
    {
        var error = await Assert.ThrowsAnyAsync<TemplateException>(() => new Site((page, text)).RenderAsync(page, new { list = new[] { 1 } }));
        Assert.Contains(says, error.Problem, StringComparison.Ordinal);
        Assert.NotNull(error.Location);
    }

    [Fact]
    public async Task A_collection_without_an_end_is_an_error()
    {
        static IEnumerable<int> Endless()
        {
            while (true) yield return 1;
        }

        var site = new Site(("page", "<% cache_each i in endless %>x<% endcache_each %>"), ("range", "<% cache_each i in (1..999999999) %>x<% endcache_each %>"));
        await Assert.ThrowsAsync<LimitException>(() => site.RenderAsync("page", new { endless = Endless() }));
        await Assert.ThrowsAsync<LimitException>(() => site.RenderAsync("range"));
    }

    [Fact]
    public async Task A_cancelled_page_stores_nothing_of_what_it_had_not_finished()
    {
        var site = new Site(("page", "<% cache_each x in list, key: x.id %>{{ x.slow }}<% endcache_each %>"));
        var gate = new Gate();
        using var cancelled = new CancellationTokenSource();
        var rendering = site.Renderer.RenderPageAsync("page", new { list = new[] { new { id = 1, slow = (Func<Task<string>>)(() => gate.Slow) } } }, cancellation: cancelled.Token).AsTask();
        await gate.Entered;
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rendering);
        Assert.Equal("b", await site.RenderAsync("page", new { list = new[] { new { id = 1, slow = "b" } } }));
    }
}
