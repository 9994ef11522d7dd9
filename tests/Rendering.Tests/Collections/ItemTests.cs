using Rendering.Tests.Support;

namespace Rendering.Tests.Collections;

/// <summary>Each item of a collection is a section by itself: its life, its tags, its side effects, its errors.</summary>
public sealed class ItemTests
{
    public sealed class Counted(params object[] list)
    {
        private int _reads;

        public IReadOnlyList<object> List => list;

        public int Next => ++_reads;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_inner_expiry_of_each_item_is_respected(bool remote)
    {
        (string, string)[] pages = [("page.liquid", "<% cache_each i in list, expire: 600 %><% cache i, expire: i %>{{ next }},<% endcache %><% endcache_each %>")];
        var site = remote ? Shelf.Over(new BatchStore(), pages) : new Site(pages);
        var model = new Counted(300, 10, 400);
        Task<string> RenderAsync() => site.RenderAsync("page", model);
        Assert.Equal("1,2,3,", await RenderAsync());
        Assert.Equal("1,2,3,", await RenderAsync());
        site.Time.Advance(12);
        Assert.Equal("1,4,3,", await RenderAsync());
        site.Time.Advance(330);
        Assert.Equal("5,6,3,", await RenderAsync());
    }

    [Fact]
    public async Task A_page_around_a_collection_lives_no_longer_than_its_shortest_item()
    {
        var site = new Site(("page", "<% cache_each i in list %>{% assign tag = i | append: 's' %}<% cache i, expire: i, tags: tag %>{{ i }}<% endcache %><% endcache_each %>"));
        for (var i = 0; i < 2; i++)
        {
            var page = await site.PageAsync("page", new { list = new[] { 300, 10, 400 } }, key: i);
            Assert.Equal(site.Time.GetUtcNow().AddSeconds(10), page.Rendition.FreshUntil);
            Assert.Equal(["300s", "10s", "400s"], page.Rendition.Tags);
        }
    }

    [Theory]
    [InlineData("page.liquid")]
    [InlineData("page.scriban")]
    public async Task Tags_are_an_items_own(string page)
    {
        foreach (var site in new[] { new Site(Shelf.Pages("key: book.id, tags: book.tag")), Shelf.Over(new BatchStore(), Shelf.Pages("key: book.id, tags: book.tag")) })
        {
            var shelf = new Shelf(3);
            for (var i = 0; i < 2; i++) await site.RenderAsync(page, shelf);
            await site.Caches.RemoveByTagAsync("book 2");
            for (var i = 0; i < 2; i++) await site.RenderAsync(page, shelf);
            Assert.Equal([1, 2, 1], shelf.Books.Select(static book => book.Prints));
        }
    }

    [Fact]
    public async Task Captures_come_in_the_order_of_the_items_whichever_of_them_are_hits()
    {
        var site = new Site(
            ("page", "{% layout 'main' %}{% section s %}({% endsection %}<% cache_each i in list %>{% section s %}{{ i }}{% endsection %}<% endcache_each %>{% section s %}){% endsection %}"),
            ("main", "{% rendersection s %}"));
        foreach (var list in new int[][] { [5], [1, 5, 2], [5, 3, 1, 4, 2], [5, 3, 1, 4, 2] })
            Assert.Equal($"({string.Concat(list)})", await site.RenderAsync("page", new { list }));
    }

    [Fact]
    public async Task A_dynamic_include_is_a_dependency_of_its_item()
    {
        var site = new Site(("page", "<% cache_each name in names %>{% include name %}<% endcache_each %>"), ("a", "1"), ("b", "2"));
        var model = new { names = new[] { "a", "b" } };
        for (var i = 0; i < 2; i++) Assert.Equal("12", await site.CachedAsync("page", model));
        site["b"] = "3";
        Assert.Equal("13", await site.RenderAsync("page", model));
        Assert.Equal("13", await site.CachedAsync("page", model));
    }

    [Fact]
    public async Task An_edit_of_the_template_voids_all_items()
    {
        var site = new Site(("page", "<% cache_each i in list, version: i %>{{ i }}<% endcache_each %>"));
        await site.RenderAsync("page", new { list = new[] { 1, 2 } });
        site["page"] = "<% cache_each i in list, version: i %>{{ i }}!<% endcache_each %>";
        Assert.Equal("1!2!", await site.RenderAsync("page", new { list = new[] { 1, 2 } }));
    }

    [Fact]
    public async Task An_item_left_by_continue_is_stored_and_one_left_by_break_is_not()
    {
        var site = new Site(("page", "<% cache_each i in list %>{{ i }}{{ next }}{% if i == 'c' %}{% continue %}{% elsif i == 'b' %}{% break %}{% endif %},<% endcache_each %>"));
        var model = new Counted("a", "c", "b", "d");
        Task<string> RenderAsync() => site.RenderAsync("page", model);
        Assert.Equal("a1,c2b3", await RenderAsync());
        Assert.Equal("a1,c2b4", await RenderAsync());
    }

    [Fact]
    public async Task A_page_of_another_kind_of_output_has_items_of_its_own()
    {
        var site = new Site(("page", "{% include 'items' %}"), ("page.txt", "{% include 'items' %}"), ("items", "<% cache_each i in list %>{{ i }}<% endcache_each %>"));
        var model = new { list = new[] { "<", "&" } };
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("&lt;&amp;", await site.RenderAsync("page", model));
            Assert.Equal("<&", await site.RenderAsync("page.txt", model));
        }
    }

    [Fact]
    public async Task A_preview_neither_reads_nor_writes_items()
    {
        var site = new Site(Shelf.Pages("key: book.id"));
        var shelf = new Shelf(2);
        for (var i = 0; i < 2; i++) await site.Renderer.RenderPageAsync("page.liquid", shelf, request: new RenderRequest { IsPreview = true });
        Assert.Equal(4, shelf.Prints);
        await site.RenderAsync("page.liquid", shelf);
        Assert.Equal(6, shelf.Prints);
    }

    [Fact]
    public async Task A_stale_item_is_made_anew_with_those_that_are_missing()
    {
        var site = new Site(("page.liquid", "<% cache_each book in books, key: book.id, expire: 100 %>{{ book.title }}<% endcache_each %>"));
        var shelf = new Shelf(2);
        await site.RenderAsync("page.liquid", shelf);
        site.Time.Advance(105);
        shelf.Books.Add(new Book(3, "c"));
        var page = await site.Renderer.RenderPageAsync("page.liquid", shelf);
        Assert.Equal("&lt;b1&gt;&lt;b2&gt;c", Shelf.TextOf(page));
        Assert.Equal(3, page.Report.FragmentMisses);
        Assert.Equal(5, shelf.Prints);
    }
}
