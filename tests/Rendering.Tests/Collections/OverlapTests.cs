using Rendering.Tests.Support;

namespace Rendering.Tests.Collections;

/// <summary>Promise 7 for collections: whatever pages make at once, and whatever items need of each other, nothing hangs.</summary>
public sealed class OverlapTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("memory")]
    [InlineData("bytes")]
    public async Task Two_pages_that_render_the_same_items_in_opposite_orders_at_once_do_not_hang(string type)
    {
        (string, string)[] pages = [("page.liquid", "<% cache_each x in list, key: x.id %>{{ x.slow }}{{ x.id }},<% endcache_each %>")];
        var site = type == "memory" ? new Site(pages) : Shelf.Over(new BatchStore(), pages);
        var (first, second) = (new Gate(), new Gate());
        object Item(int id, Gate gate) => new { id, slow = (Func<Task<string>>)(() => gate.Slow) };
        var forward = site.RenderAsync("page", new { list = new[] { Item(1, first), Item(2, first), Item(3, first) } });
        await first.Entered;
        var backward = site.RenderAsync("page", new { list = new[] { Item(4, second), Item(3, second), Item(2, second), Item(1, second) } });
        await second.Entered;
        var third = site.RenderAsync("page", new { list = new[] { Item(4, second), Item(1, first) } });
        second.Open("b");
        first.Open("a");
        Assert.Equal("a1,a2,a3,", await forward.WaitAsync(Long));
        Assert.Equal("b4,a3,a2,a1,", await backward.WaitAsync(Long));
        Assert.Equal("b4,a1,", await third.WaitAsync(Long));
        // Each item was rendered once.
        Assert.Equal((3, 1), (first.Reads, second.Reads));
    }

    [Fact]
    public async Task Many_pages_of_overlapping_collections_in_all_orders_give_what_they_give_alone()
    {
        var site = new Site(("page", "<% cache_each i in list %>{{ i }}<% cache_each j in list, key: j %>({{ j }})<% endcache_each %>,<% endcache_each %>"));
        var random = new Random(20261120);
        var pages = Enumerable.Range(0, 64).Select(_ => Enumerable.Range(1, 9).OrderBy(_ => random.Next()).Take(5).ToArray()).ToArray();
        await Parallel.ForEachAsync(pages, async (list, cancellation) =>
        {
            var page = await site.RenderAsync("page", new { list }).WaitAsync(Long, cancellation);
            Assert.Equal(list, page.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static item => int.Parse(item[..1], System.Globalization.CultureInfo.InvariantCulture)));
        });
    }

    // The items of one page are made together, and so are those of the other: each waits for one of the other's, though no item needs
    // itself.
    [Fact]
    public async Task Items_that_need_items_of_another_page_that_needs_theirs_are_no_ring()
    {
        var site = new Site(("page", "<% cache_each x in list, key: x.id %>{{ x.id }}{{ x.slow }}{% if x.list %}[{% assign list = x.list %}{% include 'page' %}]{% endif %}<% endcache_each %>"));
        var (first, second) = (new Gate(), new Gate());
        object Leaf(int id) => new { id, slow = "", list = (object?)null };
        object Parent(int id, Gate gate, int child) => new { id, slow = (Func<Task<string>>)(() => gate.Slow), list = (object?)new[] { Leaf(child) } };
        var one = site.RenderAsync("page", new { list = new[] { Parent(1, first, 9), Leaf(2) } });
        await first.Entered;
        var other = site.RenderAsync("page", new { list = new[] { Parent(8, second, 2), Leaf(9) } });
        await second.Entered;
        first.Open("");
        second.Open("");
        Assert.Equal("1[9]2", await one.WaitAsync(Long));
        Assert.Equal("8[2]9", await other.WaitAsync(Long));
    }

    [Fact]
    public async Task An_item_may_contain_another_one_of_its_own_collection()
    {
        var site = new Site(("page", "<% cache_each x in list, key: x.id %>{{ x.id }}{% if x.list %}[{% assign list = x.list %}{% include 'page' %}]{% endif %}<% endcache_each %>"));
        object Item(int id, params object[] list) => new { id, list = list.Length == 0 ? null : list };
        for (var i = 0; i < 2; i++) Assert.Equal("1[23]23", await site.RenderAsync("page", new { list = new[] { Item(1, Item(2), Item(3)), Item(2), Item(3) } }).WaitAsync(Long));
    }

    [Fact]
    public async Task An_item_that_contains_itself_is_an_error()
    {
        var site = new Site(("page", "<% cache_each i in list %>{{ i }}{% include 'page' %}<% endcache_each %>"));
        var error = await Assert.ThrowsAnyAsync<TemplateException>(() => site.RenderAsync("page", new { list = new[] { 1, 2 } }).WaitAsync(Long));
        Assert.Contains("page.liquid", error.Message, StringComparison.Ordinal);
    }
}
