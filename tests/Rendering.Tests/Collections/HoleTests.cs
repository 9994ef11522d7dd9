using Rendering.Tests.Support;

namespace Rendering.Tests.Collections;

/// <summary>Promise 13 in collections: a hole of an item is filled each time, with what it captured of its item.</summary>
public sealed class HoleTests
{
    public sealed class Visit(string user, params int[] list)
    {
        public string User => user;

        public IReadOnlyList<int> List => list;
    }

    [Theory]
    [InlineData("page.liquid")]
    [InlineData("page.scriban")]
    public async Task A_hole_of_an_item_is_filled_with_its_item_and_the_current_request(string page)
    {
        const string text = "<% cache_each i in list %>{{ i }}:<% nocache %>{{ i }}{{ user }}<% endnocache %>,<% endcache_each %>";
        foreach (var site in new[] { new Site((page, text)), Shelf.Over(new BatchStore(), (page, text)), new Site(static options => options.Caching = false, (page, text)) })
        {
            Assert.Equal("2:2ann,1:1ann,", await site.RenderAsync(page, new Visit("ann", 2, 1)));
            Assert.Equal("1:1bob,2:2bob,3:3bob,", await site.RenderAsync(page, new Visit("bob", 1, 2, 3)));
            Assert.Equal("3:3cy,3:3cy,", await site.RenderAsync(page, new Visit("cy", 3, 3)));
        }
    }

    [Fact]
    public async Task A_collection_in_a_hole_has_its_own_entries()
    {
        var site = new Site(("page", "<% cache %><% nocache %><% cache_each i in list %>{{ i }}{{ user }}<% endcache_each %><% endnocache %><% endcache %>"));
        Assert.Equal("1ann", await site.RenderAsync("page", new Visit("ann", 1)));
        Assert.Equal("1ann2bob", await site.RenderAsync("page", new Visit("bob", 1, 2)));
    }
}
