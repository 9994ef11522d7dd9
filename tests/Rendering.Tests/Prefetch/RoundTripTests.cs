namespace Rendering.Tests.Prefetch;

/// <summary>How many round trips the sections of a page cost, counted by the store.</summary>
public sealed class RoundTripTests
{
    private const int Sections = 50;

    public static readonly TheoryData<string> Pages = ["page.liquid", "page.scriban"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_warm_page_is_one_round_trip(string page)
    {
        using var process = Site().Start();
        var text = await process.LearnAsync(page, Model());
        for (var i = 0; i < 3; i++)
        {
            var (warm, reads) = await process.RenderAsync(page, Model());
            Assert.Equal(text, warm);
            Assert.Equal([$"get {Sections}"], reads);
        }
    }

    [Fact]
    public async Task A_collection_and_the_sections_around_it_are_one_round_trip()
    {
        using var process = new PrefetchSite(("page", "<% cache 1 %>a<% endcache %><% cache_each i in list, key: i %>[{{ i }}]<% endcache_each %><% cache 2 %>b<% endcache %>")).Start();
        var text = await process.LearnAsync("page", Model());
        var (warm, reads) = await process.RenderAsync("page", Model());
        Assert.Equal(text, warm);
        Assert.Equal([$"get {Sections + 2}"], reads);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_in_a_cold_process_is_two_round_trips_and_one_from_then_on(string page)
    {
        var site = Site();
        using var first = site.Start();
        var text = await first.LearnAsync(page, Model());
        using var second = site.Start();
        var (cold, reads) = await second.RenderAsync(page, Model());
        Assert.Equal(text, cold);
        Assert.Equal(["get 2", $"get {Sections - 1}"], reads);
        Assert.Equal([$"get {Sections}"], (await second.RenderAsync(page, Model())).Reads);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_whose_sections_are_in_memory_does_not_ask_the_store(string page)
    {
        var site = Site();
        using var first = site.Start();
        var text = await first.LearnAsync(page, Model());
        using var second = site.Start(memory: 1_000_000);
        Assert.Equal(["get 2", $"get {Sections - 1}"], (await second.RenderAsync(page, Model())).Reads);
        var (warm, reads) = await second.RenderAsync(page, Model());
        Assert.Equal(text, warm);
        Assert.Empty(reads);
    }

    [Fact]
    public async Task What_memory_lacks_of_a_page_is_one_round_trip()
    {
        var site = new PrefetchSite(("page", "{% for i in list %}{% assign tag = i | append: '' %}<% cache i, tags: tag %>[{{ i }}]<% endcache %>{% endfor %}"));
        using var near = site.Start(memory: 1_000_000);
        await near.FollowAsync();
        var text = await near.LearnAsync("page", Model());
        using var other = site.Start();
        await other.Renderer.Caches.RemoveByTagAsync(["3", "30", "49"]);
        await other.Renderer.RenderAsync("page", Model());
        await near.Store.FollowedAsync();
        var (warm, reads) = await near.RenderAsync("page", Model());
        Assert.Equal(text, warm);
        Assert.Equal(["get 3"], reads);
        Assert.Empty((await near.RenderAsync("page", Model())).Reads);
    }

    [Fact]
    public async Task A_page_with_a_layout_and_partials_in_two_languages_is_one_round_trip()
    {
        var site = new PrefetchSite(
            ("page.liquid", "{% layout 'main' %}<% cache 1 %>a<% endcache %>{% render 'part.scriban' %}{% render 'box', cache_key: 1 %}"),
            ("part.scriban", "<% cache 1 %>b<% endcache %>"), ("box.liquid", "c"),
            ("main.liquid", "<% cache 1 %>head<% endcache %>{% renderbody %}<% cache 2 %>foot<% endcache %>"));
        using var process = site.Start();
        Assert.Equal("headabcfoot", await process.LearnAsync("page"));
        var (text, reads) = await process.RenderAsync("page");
        Assert.Equal("headabcfoot", text);
        Assert.Equal(["get 5"], reads);
    }

    [Fact]
    public async Task A_first_render_costs_no_more_round_trips_than_without_a_manifest()
    {
        using var process = new PrefetchSite(("page", "<% cache 1 %>a<% endcache %><% cache 2 %>b<% endcache %>")).Start();
        var (_, reads) = await process.RenderAsync("page");
        // Each of the two is looked for, and once more under its lease.
        Assert.Equal(["get 2", "get", "get", "get"], reads);
    }

    [Fact]
    public async Task A_cached_page_that_expired_is_made_with_one_round_trip_for_its_sections()
    {
        var site = Site();
        using var process = site.Start();
        await process.Renderer.RenderPageAsync("page", Model(), cacheExpire: 10);
        site.Site.Time.Advance(60);
        process.TakeReads();
        await process.Renderer.RenderPageAsync("page", Model(), cacheExpire: 10);
        // The page, and once more under its lease.
        Assert.Equal(["get", "get", $"get {Sections}"], process.TakeReads());
    }

    internal static PrefetchSite Site() => new(
        ("page.liquid", "{% for i in list %}<% cache i %>[{{ i }}]<% endcache %>{% endfor %}"),
        ("page.scriban", "{{ for i in list }}<% cache i %>[{{ i }}]<% endcache %>{{ end }}"));

    internal static object Model() => new { list = Enumerable.Range(0, Sections).ToArray() };
}
