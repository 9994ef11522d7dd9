using Rendering.Tests.Lazy;
using Rendering.Tests.Support;

namespace Rendering.Tests.Engines;

/// <summary>Pages of several languages: each may include and lay out the others.</summary>
public sealed class MixedEngineTests
{
    private static Site With(params (string Name, string Text)[] templates) => new(options => options.Engines[".str"] = new StringEngine(), templates);

    [Fact]
    public async Task A_Liquid_page_includes_a_partial_of_another_language_with_its_variables() =>
        Assert.Equal("1 (&lt;a&gt; 2)", await With(
            ("page.liquid", "{% assign y = 2 %}{{ x }} {% include 'box', z: '<a>' %}"), ("box.str", "([[z]] [[y]])")).RenderAsync("page", new { x = 1 }));

    [Fact]
    public async Task A_Liquid_page_renders_a_partial_of_another_language_with_nothing_but_its_arguments() =>
        Assert.Equal("(2 )", await With(
            ("page.liquid", "{% render 'box', z: 2 %}"), ("box.str", "([[z]] [[x]])")).RenderAsync("page", new { x = 1 }));

    [Theory]
    [InlineData("{% render 'box', z: z, y: y %}")]
    [InlineData("{% render 'box' with y as y, z: z %}")]
    [InlineData("{% include 'box', z: z, y: y %}")]
    [InlineData("{% assign both = 'y,z' | split: ',' %}{% render 'box' for both as q, z: z, y: y %}")]
    public async Task Late_arguments_reach_a_partial_of_another_language(string tag)
    {
        var site = With(("page.liquid", tag + "|{{ z }}"), ("box.str", "([[z]] [[y]])"));
        var page = await site.RenderAsync("page.liquid", new { z = Delayed.Wrap(2, Delay.FuncOfTask), y = Delayed.Wrap("<", Delay.FuncOfTask) });
        Assert.Equal((tag.Contains("for", StringComparison.Ordinal) ? "(2 &lt;)(2 &lt;)" : "(2 &lt;)") + "|2", page);
    }

    [Fact]
    public async Task A_partial_of_another_language_sees_members_that_its_page_does_not_name() =>
        Assert.Equal("1 2 3", await With(
            ("page.liquid", "{% include 'box', z: 3 %}"), ("box.str", "[[x]] [[LongName]] [[z]]")).RenderAsync("page", new { x = 1, LongName = 2, z = 0 }));

    [Fact]
    public async Task A_lazy_member_of_the_page_is_not_fetched_by_a_partial_that_does_not_read_it()
    {
        var gate = new Gate();
        var site = With(("page.liquid", "{% include 'box' %}"), ("box.str", "box"));
        Assert.Equal("box", await site.RenderAsync("page", gate));
        Assert.Equal(0, gate.Reads);
    }

    [Fact]
    public async Task A_page_of_another_language_includes_a_Liquid_partial() =>
        Assert.Equal("1 (&lt;)", await With(
            ("page.str", "[[x]] [[>box]]"), ("box.liquid", "({{ y }})")).RenderAsync("page", new { x = 1, y = "<" }));

    [Fact]
    public async Task The_languages_may_alternate()
    {
        var site = With(("page.liquid", "l{% include 'b' %}"), ("b.str", "s[[>c.liquid]]"), ("c.liquid", "L{% include 'd' %}"), ("d.str", "S[[x]]"));
        Assert.Equal("lsLS1", await site.RenderAsync("page", new { x = 1 }));
    }

    [Fact]
    public async Task Partials_that_include_one_another_across_languages_end_in_an_error()
    {
        var site = With(("page.liquid", "{% include 'b' %}"), ("b.str", "[[>page.liquid]]"));
        await Assert.ThrowsAnyAsync<LimitException>(() => site.RenderAsync("page"));
    }

    [Fact]
    public async Task Thousands_of_partials_that_do_not_wait_use_no_stack() =>
        Assert.Equal(10_000, (await With(("page.liquid", string.Concat(Enumerable.Repeat("{% include 'b' %}", 10_000))), ("b.str", "x")).RenderAsync("page")).Length);

    [Fact]
    public async Task A_layout_may_be_of_another_language()
    {
        var site = With(
            ("a.liquid", "{% layout 'main.str' %}{% section head %}h{% endsection %}a"), ("main.str", "<[[yield head]]|[[body]]>"),
            ("b.str", "[[layout main.liquid]][[section head]]h[[/]]b"), ("main.liquid", "({% rendersection head %}|{% renderbody %})"));
        Assert.Equal("<h|a>", await site.RenderAsync("a"));
        Assert.Equal("(h|b)", await site.RenderAsync("b"));
    }

    [Fact]
    public async Task The_layout_of_the_page_is_not_taken_by_a_partial()
    {
        var site = With(("page.liquid", "{% layout 'main' %}p{% include 'b' %}p"), ("b.str", "s[[>c]]s"), ("c.liquid", "c"), ("main.liquid", "<{% renderbody %}>"));
        Assert.Equal("<pscsp>", await site.RenderAsync("page"));
    }

    [Fact]
    public async Task Tags_captures_and_lifetimes_cross_the_languages_on_miss_and_hit()
    {
        var site = With(
            ("page.liquid", "{% layout 'main' %}<% cache %>{% include 'b' %}<% endcache %>"),
            ("b.str", "[[cache tags=t expire=60]][[>c]][[/]]"),
            ("c.liquid", "{% section head %}h{% endsection %}<% cache tags: 'u' %>c<% endcache %>"),
            ("main.liquid", "{% rendersection head %}|{% renderbody %}"));
        foreach (var key in new[] { "cold", "warm" })
        {
            var page = await site.PageAsync("page", key: key);
            Assert.Equal("h|c"u8, page.Utf8.Span);
            Assert.Equal(["t", "u"], page.Rendition.Tags.Order());
            Assert.Equal(site.Time.GetUtcNow().AddSeconds(60), page.Rendition.FreshUntil);
        }
    }

    [Fact]
    public async Task An_edit_at_the_end_of_a_chain_of_languages_voids_its_beginning()
    {
        var site = With(("page.liquid", "<% cache %>{% include 'b' %}<% endcache %>"), ("b.str", "[[cache]][[>c]][[/]]"), ("c.liquid", "old"));
        for (var i = 0; i < 2; i++) Assert.Equal("old", await site.CachedAsync("page"));
        site["c.liquid"] = "new";
        Assert.Equal("new", await site.CachedAsync("page"));
    }

    [Fact]
    public async Task A_cached_partial_is_found_as_its_caller_finds_it()
    {
        // The page is of another language than the partial that names the box: the box of the partial's language counts.
        var site = With(("page.str", "[[>part]]"), ("part.liquid", "{% render 'box', cache_key: 1 %}"), ("box.liquid", "old"), ("box.str", "wrong"));
        Assert.Equal("old", await site.RenderAsync("page.str"));
        site["box.liquid"] = "new";
        Assert.Equal("new", await site.RenderAsync("page.str"));
        site["box.str"] = "still wrong";
        Assert.Equal(1, (await site.PageAsync("page.str")).Report.FragmentHits);
    }

    [Fact]
    public async Task The_namespace_of_a_cached_partial_is_its_full_name()
    {
        var site = With(("page.liquid", "{% render 'box', n: next, cache_key: 1 %}"), ("box.liquid", "{{ n }}"));
        var counter = new Counter();
        Assert.Equal("1", await site.RenderAsync("page", counter));
        Assert.Equal("1", await site.RenderAsync("page", counter));
        await site.Caches.GetCache("box.liquid").ClearAsync();
        Assert.Equal("2", await site.RenderAsync("page", counter));
    }
}
