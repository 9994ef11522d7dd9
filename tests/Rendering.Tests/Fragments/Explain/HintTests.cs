using Caching;
using Rendering.Fragments;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments.Explain;

/// <summary>Hints: never hit, always equal, as many keys as requests, costs more than it saves.</summary>
public sealed class HintTests
{
    [Fact]
    public async Task A_section_that_is_served_and_differs_has_no_hint()
    {
        var site = new Site(("page", "<% cache x %>{{ x }}<% endcache %>"));
        for (var i = 0; i < 100; i++) await site.RenderAsync("page", new { x = i % 10 });
        var counted = Assert.Single(site.Renderer.Fragments);
        Assert.Equal(("page.liquid", 1, 1, 90L, 10L, 10), (counted.Template, counted.Line, counted.Column, counted.Hits, counted.Misses, counted.Keys));
        Assert.Empty(site.Renderer.Hints);
    }

    [Fact]
    public async Task A_key_that_is_new_each_time_is_never_hit_and_as_many_as_requests()
    {
        var site = new Site(("page", "<% cache x %>{{ x }}<% endcache %>"));
        for (var i = 0; i < FragmentHints.Enough; i++)
        {
            Assert.Empty(site.Renderer.Hints);
            await site.RenderAsync("page", new { x = i });
        }
        Assert.Equal([FragmentHint.NeverHit, FragmentHint.KeyPerRequest], Assert.Single(site.Renderer.Hints).Hints);
    }

    [Fact]
    public async Task A_section_that_is_voided_each_time_is_never_hit()
    {
        var site = new Site(("page", "<% cache tags: 't' %>{{ x }}<% endcache %>"));
        for (var i = 0; i < FragmentHints.Enough; i++)
        {
            await site.RenderAsync("page", new { x = i });
            await site.Caches.RemoveByTagAsync("t");
        }
        Assert.Equal([FragmentHint.NeverHit], Assert.Single(site.Renderer.Hints).Hints);
    }

    [Fact]
    public async Task The_same_bytes_under_many_keys_are_a_key_finer_than_needed()
    {
        var site = new Site(("page", "<% cache x %>same<% endcache %>"));
        for (var i = 0; i < 100; i++) await site.RenderAsync("page", new { x = i % FragmentHints.EnoughKeys });
        Assert.Equal([FragmentHint.AlwaysEqual], Assert.Single(site.Renderer.Hints).Hints);
    }

    [Fact]
    public async Task A_section_that_is_dearer_to_look_up_than_to_make_costs_more_than_it_saves()
    {
        Site site = null!;
        var store = new SimpleByteStore
        {
            Before = call =>
            {
                if (call == "get") site.Time.Advance(TimeSpan.FromMilliseconds(3));
                return ValueTask.CompletedTask;
            },
        };
        site = Site.Over(options => options.AddStore("bytes", _ => store), ("page", "<% cache x, type: 'bytes' %>{{ x }}{{ slow }}<% endcache %>"));
        var model = new Func<int, object>(x => new { x, slow = new Func<string>(() => { site.Time.Advance(TimeSpan.FromMilliseconds(1)); return ""; }) });
        for (var i = 0; i < 60; i++) await site.RenderAsync("page", model(i % 30));
        var hint = Assert.Single(site.Renderer.Hints);
        Assert.Equal([FragmentHint.CostsMore], hint.Hints);
        Assert.Equal((TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(3)), (hint.MadeIn, hint.LookUp));
    }

    [Fact]
    public async Task An_edited_template_counts_anew()
    {
        var site = new Site(("page", "<% cache x %>{{ x }}<% endcache %>"));
        for (var i = 0; i < 50; i++) await site.RenderAsync("page", new { x = i });
        site["page"] += "!";
        await site.RenderAsync("page", new { x = 1 });
        Assert.Equal((0L, 1L), (Assert.Single(site.Renderer.Fragments).Hits, Assert.Single(site.Renderer.Fragments).Misses));
    }

    [Fact]
    public async Task Counters_of_keys_are_bounded()
    {
        var site = new Site(("page", "<% cache x %>{{ x }}<% endcache %>"));
        for (var i = 0; i < 2 * FragmentPlace.MostKeys; i++) await site.RenderAsync("page", new { x = i });
        var hint = Assert.Single(site.Renderer.Hints);
        Assert.Equal(FragmentPlace.MostKeys, hint.Keys);
        Assert.Contains(FragmentHint.KeyPerRequest, hint.Hints);
    }
}
