using System.Globalization;
using Caching;
using Rendering.Fragments;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments.Explain;

/// <summary>Why each fragment was a hit or a miss.</summary>
public sealed class ExplainTests
{
    private static readonly RenderRequest Explained = new() { Explain = true };

    [Theory]
    [InlineData("page.liquid", "{{ x }}", "memory")]
    [InlineData("page.liquid", "{{ x }}", "bytes")]
    [InlineData("page.scriban", "{{ x }}", "memory")]
    [InlineData("page.scriban", "{{ x }}", "bytes")]
    public async Task A_section_is_absent_then_a_hit_then_expired_then_invalidated_then_of_another_template(string page, string body, string type)
    {
        var site = With(type, (page, $"\n <% cache 'tea', x, type: '{type}', tags: 'a,b', expire: 100 %>{body}<% endcache %>"));
        var absent = await OneAsync(site, page);
        Assert.Equal((FragmentOutcome.Made, FragmentReason.Absent, null), (absent.Outcome, absent.Reason, absent.Age));
        Assert.Equal((page, 2, 2, "\"tea\", 1", 1, 0), (absent.Template, absent.Line, absent.Column, absent.Key, absent.Size, absent.Depth));

        site.Time.Advance(3);
        var hit = await OneAsync(site, page);
        Assert.Equal((FragmentOutcome.Hit, FragmentReason.None, TimeSpan.FromSeconds(3)), (hit.Outcome, hit.Reason, hit.Age));

        site.Time.Advance(1000);
        Assert.Equal(FragmentReason.Expired, (await OneAsync(site, page)).Reason);

        await site.Caches.RemoveByTagAsync("b");
        var at = site.Time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        site.Time.Advance(1);
        var invalidated = await OneAsync(site, page);
        Assert.Equal((FragmentReason.Invalidated, $"tag b at {at}Z"), (invalidated.Reason, invalidated.Detail));

        site.Templates[page] += " ";
        Assert.Equal(FragmentReason.TemplateChanged, (await OneAsync(site, page)).Reason);
    }

    [Fact]
    public async Task A_stale_section_is_made_anew_by_one_and_says_so()
    {
        var site = new Site(("page", "<% cache expire: 100 %>{{ x }}<% endcache %>"));
        await OneAsync(site);
        site.Time.Advance(105);
        var refreshed = await OneAsync(site);
        Assert.Equal((FragmentOutcome.Made, FragmentReason.Stale, TimeSpan.FromSeconds(105)), (refreshed.Outcome, refreshed.Reason, refreshed.Age));
    }

    [Fact]
    public async Task A_dynamic_include_that_changed_is_named()
    {
        var site = new Site(("page", "<% cache %>{% include name %}<% endcache %>"), ("box", "b"));
        await OneAsync(site);
        site["box"] = "c";
        var changed = await OneAsync(site);
        Assert.Equal((FragmentReason.TemplateChanged, "box.liquid"), (changed.Reason, changed.Detail));
    }

    [Fact]
    public async Task What_must_not_be_stored_says_why()
    {
        var site = new Site(("page", "{% for i in list %}<% cache %>{{ i }}{% break %}<% endcache %>{% endfor %}"));
        var forbidden = await OneAsync(site);
        Assert.Equal((FragmentOutcome.Made, FragmentReason.Absent, "a break or continue ended the section before its end"), (forbidden.Outcome, forbidden.Reason, forbidden.NotStored));
        Assert.Equal(FragmentReason.Absent, (await OneAsync(site)).Reason);
    }

    [Fact]
    public async Task A_store_that_fails_is_the_reason()
    {
        var site = With("bytes", ("page", "<% cache type: 'bytes' %>{{ x }}<% endcache %>"), fails: true);
        Assert.Equal(FragmentReason.StoreFailed, (await OneAsync(site)).Reason);
    }

    [Theory]
    [InlineData(true, FragmentReason.Preview)]
    [InlineData(false, FragmentReason.Disabled)]
    public async Task A_preview_and_a_renderer_without_caching_ask_no_cache(bool preview, FragmentReason reason)
    {
        var site = new Site(options => options.Caching = preview, ("page", "<% cache %>{{ x }}<% cache 1 %>!<% endcache %><% endcache %>"));
        var page = await site.Renderer.RenderPageAsync("page", new { x = 1 }, request: Explained with { IsPreview = preview });
        Assert.Equal([(FragmentOutcome.Uncached, reason, 0, 2), (FragmentOutcome.Uncached, reason, 1, 1)], page.Report.Fragments.Select(static f => (f.Outcome, f.Reason, f.Depth, f.Size)));
    }

    [Fact]
    public async Task Sections_are_told_in_the_order_of_the_page_with_how_deep_they_stand()
    {
        var site = new Site(("page", "<% cache 1 %><% cache 2 %>a<% endcache %><% cache 3 %>b<% endcache %><% endcache %><% cache 4 %>c<% endcache %>{% render 'box', cache_key: 5 %}"), ("box", "d"));
        var cold = await ReportAsync(site);
        Assert.Equal([("1", 0), ("2", 1), ("3", 1), ("4", 0), ("5", 0)], cold.Fragments.Select(static f => (f.Key, f.Depth)));
        Assert.Equal("box.liquid", cold.Fragments[4].Partial);
        var warm = await ReportAsync(site);
        Assert.Equal(["1", "4", "5"], warm.Fragments.Select(static f => f.Key));
        Assert.Equal((3, 0), (warm.FragmentHits, warm.FragmentMisses));
    }

    [Fact]
    public async Task Items_of_a_collection_are_told_one_by_one()
    {
        var site = new Site(("page", "<% cache_each i in list, key: i %>{{ i }}<% endcache_each %>"));
        var cold = await ReportAsync(site);
        Assert.Equal([("1", FragmentOutcome.Made), ("2", FragmentOutcome.Made)], cold.Fragments.Select(static f => (f.Key, f.Outcome)));
        var warm = await ReportAsync(site);
        Assert.Equal([FragmentOutcome.Hit, FragmentOutcome.Hit], warm.Fragments.Select(static f => f.Outcome));
        var counted = Assert.Single(site.Renderer.Fragments);
        Assert.Equal((2L, 2L, 2), (counted.Hits, counted.Misses, counted.Keys));
    }

    [Fact]
    public async Task A_section_that_fails_leaves_the_others_in_the_report()
    {
        var site = new Site(options => options.Liquid.PrintErrors = true, ("page", "<% cache 1 %>{{ 1 | divided_by: 0 }}<% endcache %><% cache type: 'none' %>x<% endcache %><% cache 2 %>b<% endcache %>"));
        var report = await ReportAsync(site);
        Assert.Equal([("1", 0), ("2", 0)], report.Fragments.Select(static f => (f.Key, f.Depth)));
        Assert.Equal("an error was printed", report.Fragments[0].NotStored);
    }

    [Fact]
    public async Task The_page_is_explained_too_with_what_it_cost_and_saved()
    {
        var site = new Site(("page", "{{ slow }}"));
        var model = new { slow = new Func<int>(() => { site.Time.Advance(TimeSpan.FromMilliseconds(250)); return 1; }) };
        var made = (await site.Renderer.RenderPageAsync("page", model, 7, request: Explained)).Report.Page!;
        Assert.Equal((FragmentOutcome.Made, FragmentReason.Absent, "7", TimeSpan.FromMilliseconds(250)), (made.Outcome, made.Reason, made.Key, made.MadeIn));
        site.Time.Advance(2);
        var hit = (await site.Renderer.RenderPageAsync("page", model, 7, request: Explained)).Report.Page!;
        Assert.Equal((FragmentOutcome.Hit, TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(250)), (hit.Outcome, hit.Age, hit.Saved));
        Assert.Equal("page.liquid 7: hit, age 2 s, 1 bytes, made in 250 ms, saved 250 ms", hit.ToString());
    }

    [Fact]
    public async Task Nothing_is_collected_where_nobody_asks()
    {
        var site = new Site(("page", "<% cache %>x<% endcache %>"));
        var page = await site.PageAsync("page", key: 1);
        Assert.Null(page.Report.Page);
        Assert.Empty(page.Report.Fragments);
        Assert.Equal(1, page.Report.FragmentMisses);
    }

    [Fact]
    public async Task The_bytes_and_the_store_are_the_same_explained_or_not()
    {
        var (plain, explained) = (new Site(Templates), new Site(static options => options.Explain = true, Templates));
        for (var i = 0; i < 3; i++)
        {
            var expected = await plain.PageAsync("page", new { x = 1 }, 1);
            var page = await explained.PageAsync("page", new { x = 1 }, 1);
            Assert.Equal(expected.Utf8.ToArray(), page.Utf8.ToArray());
            Assert.Equal(expected.ETag, page.ETag);
        }
    }

    private static readonly (string, string)[] Templates =
        [("page", "{% layout 'main' %}<% cache x %>{% section head %}h{% endsection %}<% cache 'in' %>a<% endcache %><% endcache %>"), ("main", "{% rendersection head %}{% renderbody %}")];

    private static async Task<RenderReport> ReportAsync(Site site, string page = "page") =>
        (await site.Renderer.RenderPageAsync(page, new { x = 1, name = "box", list = new[] { 1, 2 } }, request: Explained)).Report;

    private static async Task<FragmentReport> OneAsync(Site site, string page = "page") => Assert.Single((await ReportAsync(site, page)).Fragments);

    private static Site With(string type, (string, string) page, bool fails = false)
    {
        var store = new SimpleByteStore { Before = _ => fails ? throw new IOException("down") : ValueTask.CompletedTask };
        return type == "bytes" ? Site.Over(options => options.AddStore("bytes", _ => store), page) : new Site(page);
    }
}
