using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>What bit others and had no test elsewhere.</summary>
public sealed class LessonTests
{
    private sealed class Visit(string user, Gate gate)
    {
        public string User => user;

        public Task<string> Slow => gate.Slow;
    }

    [Fact]
    public async Task A_second_user_never_awaits_and_receives_the_fragment_of_the_first()
    {
        var site = new Site(("page", "<% cache user %>{{ user }} {{ slow }}<% endcache %>"));
        var (first, second) = (new Gate(), new Gate());
        var ann = site.RenderAsync("page", new Visit("ann", first));
        await first.Entered;
        var bob = site.RenderAsync("page", new Visit("bob", second));
        // He renders his own while hers is not done.
        await second.Entered;
        second.Open("b");
        Assert.Equal("bob b", await bob);
        first.Open("a");
        Assert.Equal("ann a", await ann);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(null, "nil")]
    [InlineData("", " ")]
    public async Task A_user_without_a_name_shares_with_nobody(string? one, string? other)
    {
        var site = new Site(("page", "<% cache user %>{{ n }}<% endcache %>"));
        Assert.Equal("1", await site.RenderAsync("page", new { User = one, N = 1 }));
        Assert.Equal("2", await site.RenderAsync("page", new { User = other, N = 2 }));
    }

    [Theory]
    [InlineData("page")]
    [InlineData("page.sbn")]
    public async Task A_preview_is_never_shown_to_the_public_nor_the_public_page_to_a_preview(string name)
    {
        var site = new Site((name, "<% cache %>{{ state }}<% endcache %><% nocache %>{{ state }}<% endnocache %>"));
        async Task<string> RenderAsync(string state, bool preview, string? key) =>
            System.Text.Encoding.UTF8.GetString((await site.Renderer.RenderPageAsync(name, new { State = state }, key, request: new() { IsPreview = preview })).Utf8.Span);
        foreach (var key in (string?[])[null, "k"])
        {
            Assert.Equal("draftdraft", await RenderAsync("draft", true, key));
            Assert.Equal("publicpublic", await RenderAsync("public", false, key));
            Assert.Equal("draftdraft", await RenderAsync("draft", true, key));
            Assert.Equal("publicpublic", await RenderAsync("public", false, key));
        }
    }

    [Fact]
    public async Task A_nonce_is_never_frozen_into_a_cached_page()
    {
        var site = new Site(("page", "{% layout 'main' %}<% cache %>{% section scripts %}<script nonce=\"<% nocache %>{{ nonce }}<% endnocache %>\"></script>{% endsection %}<% endcache %>"), ("main", "{% rendersection scripts %}"));
        for (var i = 0; i < 3; i++) Assert.Equal($"<script nonce=\"n{i}\"></script>", await site.CachedAsync("page", new { Nonce = $"n{i}" }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_marker_of_a_hole_is_in_a_page_whose_hole_fails(bool cached)
    {
        var site = new Site(static options => options.Liquid.PrintErrors = true, ("page", "a<% cache %>b<% nocache %>c{{ 1 | divided_by: zero }}d<% endnocache %>e<% endcache %>f"));
        Task<string> RenderAsync(int zero) => cached ? site.CachedAsync("page", new { Zero = zero }) : site.RenderAsync("page", new { Zero = zero });
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("abcLiquid error (line 1): divided by 0def", await RenderAsync(0));
            Assert.Equal("abc1def", await RenderAsync(1));
        }
    }

    [Fact]
    public async Task A_hole_in_an_if_leaves_the_if_cached()
    {
        var site = new Site(("page", "<% cache %>{% if next == 1 %}{{ next }}<% nocache %>{{ user }}<% endnocache %>{% else %}no{% endif %}<% endcache %>"));
        var counter = new Counter();
        for (var i = 0; i < 3; i++) Assert.Equal("2", await site.RenderAsync("page", counter));
        Assert.Equal(2, counter.Reads);
    }

    [Theory]
    [InlineData("<% cache if: false %>a<% nocache %>b<% endnocache %><% endcache %>c")]
    [InlineData("<% cache type: 'memory', unless: true %>a<% nocache %>b<% endnocache %><% endcache %>c")]
    public async Task A_cache_that_is_switched_off_renders_its_body(string template)
    {
        foreach (var name in (string[])["page", "page.sbn"])
        {
            var site = new Site((name, template));
            for (var i = 0; i < 2; i++) Assert.Equal("abc", await site.RenderAsync(name));
        }
    }

    [Fact]
    public async Task Titles_and_scripts_of_a_cached_block_are_there_on_the_second_request_and_in_the_third_page()
    {
        var site = new Site(
            ("page", "{% layout 'main' %}{% include 'card' %}"),
            ("other", "{% layout 'main' %}<% cache %>{% include 'card' %}{% include 'card' %}<% endcache %>"),
            ("card", "<% cache %>{% section title %}T{% endsection %}{% section scripts, once: 'card.js' %}<script src=\"card.js\"></script>{% endsection %}card<% endcache %>"),
            ("main", "{% rendersection title %}|{% rendersection scripts %}|{% renderbody %}"));
        const string script = "<script src=\"card.js\"></script>";
        for (var i = 0; i < 3; i++) Assert.Equal($"T|{script}|card", await site.RenderAsync("page"));
        for (var i = 0; i < 3; i++) Assert.Equal($"TT|{script}|cardcard", await site.RenderAsync("other"));
    }

    [Fact]
    public async Task Cached_partials_that_nest_crosswise_do_not_wait_for_each_other_for_ever()
    {
        var site = new Site(
            ("one", "<% cache %>{{ slow }}{% render 'a', depth: 1, cache_key: 1 %}<% endcache %>"), ("two", "<% cache %>{{ slow }}{% render 'b', depth: 1, cache_key: 1 %}<% endcache %>"),
            ("a", "a{% if depth == 1 %}{% render 'b', depth: 2, cache_key: 1 %}{% endif %}"), ("b", "b{% if depth == 1 %}{% render 'a', depth: 2, cache_key: 1 %}{% endif %}"));
        var gate = new Gate();
        var pages = Enumerable.Range(0, 8).Select(i => site.RenderAsync(i % 2 == 0 ? "one" : "two", gate)).ToArray();
        await gate.Entered;
        gate.Open("");
        var rendered = await Task.WhenAll(pages).WaitAsync(TimeSpan.FromSeconds(20));
        // Their keys do not say the depth, so either may hold the other one, of whichever depth was made.
        Assert.All(rendered, static page => Assert.Contains(page, (string[])["a", "ab", "aba", "b", "ba", "bab"]));
    }
}
