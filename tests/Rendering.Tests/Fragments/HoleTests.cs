using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>Promise 13: a hole is never stored.</summary>
public sealed class HoleTests
{
    private sealed class Request(string user)
    {
        public string User { get; } = user;

        public string Title { get; } = "T-" + user;

        public object[] Items { get; } = [new { Name = "a" }, new { Name = "b" }];
    }

    private static async Task<string[]> Twice(Site site, string page = "page", Func<Site, string, Request, Task<string>>? render = null)
    {
        render ??= static (site, page, model) => site.RenderAsync(page, model);
        return [await render(site, page, new("ann")), await render(site, page, new("bob")), await render(site, page, new("cy"))];
    }

    public static TheoryData<string> Ways => ["plain", "page", "off"];

    private static (Site, Func<Site, string, Request, Task<string>>) Way(string way, params (string, string)[] templates) => way switch
    {
        "page" => (new Site(templates), static (site, page, model) => site.CachedAsync(page, model)),
        "off" => (new Site(static options => options.Caching = false, templates), static (site, page, model) => site.RenderAsync(page, model)),
        _ => (new Site(templates), static (site, page, model) => site.RenderAsync(page, model)),
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_hole_inside_a_section_is_rendered_anew_with_the_current_request(string way)
    {
        var (site, render) = Way(way, ("page", "[<% cache %>once <% nocache %>{{ user }}<% endnocache %> behind<% endcache %>]"));
        Assert.Equal(["[once ann behind]", "[once bob behind]", "[once cy behind]"], await Twice(site, render: render));
    }

    [Fact]
    public async Task What_is_around_a_hole_is_rendered_once()
    {
        var site = new Site(("page", "<% cache %>{{ title }} <% nocache %>{{ user }}<% endnocache %>!<% endcache %>"));
        Assert.Equal(["T-ann ann!", "T-ann bob!", "T-ann cy!"], await Twice(site));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_hole_captures_the_variables_that_it_reads_by_their_paths(string way)
    {
        var (site, render) = Way(way, ("page", "{% for item in items %}<% cache item.name %>{% assign n = forloop.index %}<% nocache %>{{ item.name }}{{ n }}{{ forloop.length }}{{ user }};<% endnocache %><% endcache %>{% endfor %}"));
        Assert.Equal(["a12ann;b22ann;", "a12bob;b22bob;", "a12cy;b22cy;"], await Twice(site, render: render));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task With_names_what_is_captured(string way)
    {
        var (site, render) = Way(way, ("page", "{% assign list = 'x,y' | split: ',' %}{% assign gone = 1 %}<% cache %><% nocache with list, first: title %>{{ list | join: '+' }} {{ gone }}{{ user }}<% endnocache %><% endcache %>"));
        Assert.Equal(["x+y ann", "x+y bob", "x+y cy"], await Twice(site, render: render));
    }

    [Theory]
    [InlineData("{% for item in items %}<% nocache %>{{ item | json }}{{ item }}<% endnocache %>{% endfor %}", "'item'")]
    [InlineData("{% assign x = items %}<% nocache %>{% for i in x %}{{ i }}{% endfor %}<% endnocache %>", "'x'")]
    public async Task Capturing_an_object_is_an_error_that_says_what_to_capture(string template, string named)
    {
        var site = new Site(static options => options.Liquid.StrictFilters = false, ("page", template));
        var error = await Assert.ThrowsAsync<TemplateRenderException>(async () => await site.RenderAsync("page", new Request("ann")));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains("nocache with", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Location!.Line);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Holes_work_through_includes_partials_and_layouts(string way)
    {
        var (site, render) = Way(way,
            ("page", "{% layout 'main' %}{% assign local = 'L' %}{% section head %}<% nocache %>h-{{ user }}<% endnocache %>{% endsection %}<% cache %>{% include 'inc' %}{% render 'iso', given: local %}<% endcache %>"),
            ("inc", "<% nocache %>{% include 'badge' %}<% endnocache %>"),
            ("badge", "({{ local }}-{{ user }})"),
            ("iso", "<% nocache %>{{ given }}{{ user }}<% endnocache %>"),
            ("main", "<% cache %>static <% endcache %><{% rendersection head %}>{% renderbody %}<% nocache %>f-{{ user }}<% endnocache %>"));
        Assert.Equal(["static <h-ann>(L-ann)Lf-ann", "static <h-bob>(L-bob)Lf-bob", "static <h-cy>(L-cy)Lf-cy"], await Twice(site, render: render));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Holes_work_in_Scriban_and_across_the_languages(string way)
    {
        var (site, render) = Way(way,
            ("page.scriban", "{{ x = 'X'\nfor i in 1..2 }}<% cache i %><% nocache %>{{ x }}{{ i }}{{ user }} <% endnocache %><% endcache %>{{ end }}{{ include 'other.liquid' }}"),
            ("other.liquid", "{% assign y = 'Y' %}<% cache %><% nocache %>{{ y }}{{ x }}{{ user }}<% endnocache %>{% include 'third.sbn' %}<% endcache %>"),
            ("third.sbn", "<% nocache with y, twice: y + y %>{{ twice }}{{ y }}<% endnocache %>"));
        Assert.Equal(["X1ann X2ann YXannYYY", "X1bob X2bob YXbobYYY", "X1cy X2cy YXcyYYY"], await Twice(site, "page.scriban", render));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_section_inside_a_hole_is_cached_and_may_have_holes(string way)
    {
        var (site, render) = Way(way, ("page", "<% cache 'o' %><% nocache %>{{ user }}<% cache 'i' %>{{ title }}<% nocache %>{{ user }}<% endnocache %><% endcache %><% endnocache %><% endcache %>"));
        var rendered = await Twice(site, render: render);
        Assert.Equal(way == "off" ? ["annT-annann", "bobT-bobbob", "cyT-cycy"] : ["annT-annann", "bobT-annbob", "cyT-anncy"], rendered);
    }

    [Fact]
    public async Task A_hole_inside_a_text_capture_forbids_storing()
    {
        var site = new Site(
            ("page", "<% cache %>{% capture text %}a<% nocache %>{{ user }}<% endnocache %>b{% endcapture %}{{ text | upcase }}<% endcache %>"),
            ("page.sbn", "<% cache %>{{ capture text }}a<% nocache %>{{ user }}<% endnocache %>b{{ end }}{{ text | string.upcase }}<% endcache %>"),
            ("changed", "<% cache %>{% ifchanged %}<% nocache %>{{ user }}<% endnocache %>{% endifchanged %}<% endcache %>"));
        Assert.Equal(["AANNB", "ABOBB", "ACYB"], await Twice(site));
        Assert.Equal(["AANNB", "ABOBB", "ACYB"], await Twice(site, "page.sbn"));
        Assert.Equal(["ann", "bob", "cy"], await Twice(site, "changed"));
    }

    [Fact]
    public async Task A_hole_of_a_cached_page_needs_no_model_where_it_reads_none()
    {
        var site = new Site(static options => options.Globals = new { Nonce = "n" },
            ("page", "{{ user }}{% assign x = 'x' %}<% nocache %>{{ nonce }}{{ x }}<% endnocache %>"), ("reads", "<% nocache %>{{ user }}<% endnocache %>"));
        var loads = 0;
        Func<Request> model = () => new($"u{++loads}");
        for (var i = 0; i < 3; i++) Assert.Equal("u1nx", await site.CachedAsync("page", model));
        Assert.Equal(1, loads);
        for (var i = 2; i < 5; i++) Assert.Equal($"u{i}", await site.CachedAsync("reads", model));
    }

    [Fact]
    public async Task A_model_that_no_hole_read_is_not_the_next_renders()
    {
        var site = new Site(("cached", "a<% nocache %>b<% endnocache %>"), ("text", "{% capture text %}<% nocache %>{{ user }}<% endnocache %>{% endcapture %}{{ text }}"));
        await site.CachedAsync("cached");
        Func<Request> ann = () => new("ann");
        Assert.Equal("ab", await site.CachedAsync("cached", ann));
        Assert.Equal("bob", await site.RenderAsync("text", new Request("bob")));
    }

    [Theory]
    [InlineData("a<% nocache %>{{ user }}<% endnocache %>", false)]
    [InlineData("a<% nocache stale: true %>{{ user }}<% endnocache %>", true)]
    [InlineData("a<% nocache version: user %>{{ user }}<% endnocache %>", true)]
    [InlineData("a<% nocache version: user %>{{ user }}<% endnocache %><% nocache %>x<% endnocache %>", false)]
    public async Task A_page_with_holes_has_an_ETag_only_where_each_hole_gives_a_version_or_says_that_a_stale_one_will_do(string template, bool has)
    {
        var site = new Site(("page", template));
        Assert.Equal(has, (await site.PageAsync("page", new Request("ann"))).ETag is not null);
        Assert.Equal(has, (await site.PageAsync("page", new Request("ann"), "k")).ETag is not null);
    }

    [Fact]
    public async Task The_ETag_changes_with_the_version_of_a_hole_and_with_the_page()
    {
        var site = new Site(("page", "{{ title }}<% nocache version: user %>{{ user }}<% endnocache %>"));
        var ann = await site.PageAsync("page", new Request("ann"), "k");
        Assert.Equal(ann.ETag, (await site.PageAsync("page", new Request("ann"), "k")).ETag);
        Assert.NotEqual(ann.ETag, (await site.PageAsync("page", new Request("bob"), "k")).ETag);
        site["page"] = "!{{ title }}<% nocache version: user %>{{ user }}<% endnocache %>";
        Assert.NotEqual(ann.ETag, (await site.PageAsync("page", new Request("ann"), "k")).ETag);
    }

    [Fact]
    public async Task Who_has_the_page_already_is_not_rendered_a_hole()
    {
        var site = new Site(("page", "<% nocache stale: true %>{{ next }}<% endnocache %>"));
        var counter = new Counter();
        var first = await site.Renderer.RenderPageAsync("page", counter, "k");
        var again = await site.Renderer.RenderPageAsync("page", counter, "k", request: new() { Knows = etag => etag == first.ETag });
        Assert.True(again.IsKnown);
        Assert.Equal((0, 1), (again.Utf8.Length, counter.Reads));
        Assert.False((await site.Renderer.RenderPageAsync("page", counter, "k", request: new() { Knows = _ => false })).IsKnown);
    }

    [Theory]
    [InlineData(HoleMode.Render, "<i>ann</i>")]
    [InlineData(HoleMode.Client, "<render-hole src=\"/cart?a=1&amp;b=%22\"><i>ann</i></render-hole>")]
    [InlineData(HoleMode.Esi, "<esi:include src=\"/cart?a=1&amp;b=%22\"/>")]
    public async Task A_hole_with_a_source_may_be_left_to_the_client_or_to_ESI(HoleMode mode, string expected)
    {
        var site = new Site(("page", "<% nocache src: '/cart?a=1&b=%22' %><i>{{ user }}</i><% endnocache %>|<% nocache %>{{ user }}<% endnocache %>"));
        var page = await site.Renderer.RenderPageAsync("page", new Request("ann"), request: new() { Holes = mode });
        Assert.Equal(expected + "|ann", System.Text.Encoding.UTF8.GetString(page.Utf8.Span));
    }

    [Fact]
    public async Task A_hole_waits_for_what_it_reads()
    {
        var site = new Site(("page", "<% cache %>[<% nocache %>{{ slow }}<% endnocache %>]<% endcache %>"));
        var gate = new Gate();
        var rendering = site.RenderAsync("page", gate);
        await gate.Entered;
        gate.Open();
        Assert.Equal("[done]", await rendering);
    }

    [Fact]
    public async Task An_error_in_a_hole_has_its_place_and_voids_nothing()
    {
        var site = new Site(static options => options.Liquid.StrictVariables = true, ("page", "<% cache %>{{ user }}\n<% nocache %>{{ missing }}<% endnocache %><% endcache %>"));
        var error = await Assert.ThrowsAsync<TemplateRenderException>(async () => await site.RenderAsync("page", new Request("ann")));
        Assert.Equal(2, error.Location!.Line);
        Assert.Equal("ann\n1", await site.RenderAsync("page", new { Missing = 1 }));
    }

    [Theory]
    [InlineData("<% nocache expires: 1 %><% endnocache %>", "expires")]
    [InlineData("<% nocache with a | upcase %><% endnocache %>", "nocache")]
    [InlineData("<% nocache stale: x %><% endnocache %>", "stale")]
    [InlineData("<% nocache %>", "never closed")]
    public async Task What_a_hole_cannot_be_is_an_error_of_the_parser(string template, string said)
    {
        foreach (var name in (string[])["page", "page.sbn"])
        {
            var site = new Site((name, template));
            var error = await Assert.ThrowsAsync<TemplateSyntaxException>(async () => await site.RenderAsync(name));
            Assert.Contains(said, error.Message, StringComparison.Ordinal);
        }
    }
}
