using Rendering.Tests.Support;

namespace Rendering.Tests.Collections;

/// <summary>One round trip reads a collection, one call makes what is missing, one round trip writes it.</summary>
public sealed class BatchTests
{
    [Theory]
    [MemberData(nameof(Shelf.Languages), MemberType = typeof(Shelf))]
    public async Task One_batch_is_read_and_misses_are_rendered_and_written_in_one_batch(string page)
    {
        var store = new BatchStore();
        var site = Shelf.Over(store, Shelf.Pages("key: book.id"));
        var shelf = new Shelf(5);
        var expected = "[&lt;b1&gt;,&lt;b2&gt;,&lt;b3&gt;,&lt;b4&gt;,&lt;b5&gt;,]";
        Assert.Equal(expected, await site.RenderAsync(page, shelf));
        Assert.Equal("get 5, set 5", store.TakeTrips());
        Assert.Equal(expected, await site.RenderAsync(page, shelf));
        Assert.Equal("get 5", store.TakeTrips());
        Assert.Equal(5, shelf.Prints);
    }

    [Theory]
    [MemberData(nameof(Shelf.Languages), MemberType = typeof(Shelf))]
    public async Task A_thousand_items_of_which_ten_changed_are_one_read_one_creation_of_ten_and_one_write(string page)
    {
        var store = new BatchStore();
        var site = Shelf.Over(store, Shelf.Pages("key: book.id, version: book.version"));
        await site.RenderAsync(page, new Shelf(1000));
        store.TakeTrips();

        var shelf = new Shelf(1000);
        for (var i = 50; i < 1000; i += 100) shelf.Books[i].Version++;
        var warm = await site.Renderer.RenderPageAsync(page, shelf);
        Assert.Equal("get 1000, set 10", store.TakeTrips());
        Assert.Equal(Enumerable.Range(0, 10).Select(static i => (i * 100) + 51), shelf.Printed);
        Assert.Equal((990, 10), (warm.Report.FragmentHits, warm.Report.FragmentMisses));
        Assert.Equal($"[{string.Concat(shelf.Books.Select(static book => $"&lt;b{book.Id}&gt;,"))}]", Shelf.TextOf(warm));
    }

    [Theory]
    [MemberData(nameof(Shelf.Languages), MemberType = typeof(Shelf))]
    public async Task A_version_must_match_what_is_stored_else_it_is_made_anew_and_replaces_the_entry(string page)
    {
        foreach (var site in new[] { new Site(Shelf.Pages("key: book.id, version: book.version")), Shelf.Over(new BatchStore(), Shelf.Pages("key: book.id, version: book.version")) })
        {
            var shelf = new Shelf(3);
            foreach (var (version, prints) in new[] { (0, 3), (0, 3), (1, 4), (1, 4), (0, 5), (1, 6) })
            {
                shelf.Books[1].Version = version;
                Assert.Equal("[&lt;b1&gt;,&lt;b2&gt;,&lt;b3&gt;,]", await site.RenderAsync(page, shelf));
                Assert.Equal(prints, shelf.Prints);
            }
        }
    }

    [Fact]
    public async Task A_key_that_is_there_twice_is_rendered_once_and_written_at_both_places()
    {
        var store = new BatchStore();
        var site = Shelf.Over(store, Shelf.Pages("key: book.id"));
        var shelf = new Shelf(2);
        shelf.Books.AddRange([shelf.Books[0], shelf.Books[1], shelf.Books[0]]);
        var page = await site.Renderer.RenderPageAsync("page.liquid", shelf);
        Assert.Equal("[&lt;b1&gt;,&lt;b2&gt;,&lt;b1&gt;,&lt;b2&gt;,&lt;b1&gt;,]", Shelf.TextOf(page));
        Assert.Equal("get 2, set 2", store.TakeTrips());
        Assert.Equal((3, 2), (page.Report.FragmentHits, page.Report.FragmentMisses));
        Assert.Equal([1, 1], shelf.Books.Take(2).Select(static book => book.Prints));
    }

    [Fact]
    public async Task In_memory_what_is_there_is_not_asked_for_and_what_is_missing_is_made_by_one_call()
    {
        var site = new Site(Shelf.Pages("key: book.id"));
        await site.RenderAsync("page.liquid", new Shelf(4));
        var shelf = new Shelf(8);
        shelf.Books.Reverse();
        var page = await site.Renderer.RenderPageAsync("page.liquid", shelf);
        Assert.Equal((4, 4), (page.Report.FragmentHits, page.Report.FragmentMisses));
        Assert.Equal([8, 7, 6, 5], shelf.Printed);
        Assert.StartsWith("[&lt;b8&gt;,&lt;b7&gt;", Shelf.TextOf(page), StringComparison.Ordinal);
    }
}
