using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>Promise 14: a section renders the same bytes cached and uncached, cold, warm, nested, in a loop, in an include.</summary>
public sealed class SectionTests
{
    private static readonly object Model = new { x = "<ä>", list = new[] { 1, 2, 2, 3 }, name = "box" };

    public static TheoryData<string> Pages => new()
    {
        "a<% cache %>b{{ x }}<% endcache %>c",
        "{% cache x %}{{ x }}{% endcache %}",
        "<% cache %>1<% cache %>2<% cache %>{{ x }}<% endcache %>3<% endcache %>4<% endcache %>",
        "{% for i in list %}<% cache i, forloop.index %>{{ i }}{{ forloop.index }}<% cache 'in', i %>,<% endcache %><% endcache %>{% endfor %}",
        "{% for i in list %}<% cache i %>{{ i }}{% continue %}no<% endcache %>no{% endfor %}",
        "{% for i in list %}<% cache i %>{{ i }}{% if i == 2 %}{% break %}{% endif %}yes<% endcache %>-{% endfor %}!",
        "{% include 'box' %}{% render 'box', x: x %}{% include name %}",
        "{% render 'box', x: x, cache_key: x %}{% include 'box', cache_expire: 60 %}{% render 'box' for list as x, cache_type: 'memory', cache_key: list %}",
        "{% assign a = 1 %}<% cache %>{% assign a = 2 %}{{ a }}<% endcache %>{{ a }}",
        "{% increment n %}<% cache %>{% increment n %}{% increment n %}<% endcache %>{% increment n %}{{ n }}",
        "{% cycle 'a', 'b', 'c' %}<% cache %>{% cycle 'a', 'b', 'c' %}{% cycle 'a', 'b', 'c' %}<% endcache %>{% cycle 'a', 'b', 'c' %}",
        "{% ifchanged %}a{% endifchanged %}<% cache %>{% ifchanged %}b{% endifchanged %}<% endcache %>{% ifchanged %}a{% endifchanged %}",
        "{% for i in list limit: 2 %}{{ i }}{% endfor %}<% cache %>{% for i in list limit: 1 %}{{ i }}{% endfor %}<% endcache %>{% for i in list offset: continue %}{{ i }}{% endfor %}",
        "{% capture c %}<% cache %>{{ x }}<% endcache %>{% endcapture %}{{ c }}{{ c }}",
        "{% tablerow i in list cols: 2 %}<% cache i %>{{ i }}<% endcache %>{% endtablerow %}",
        "{% if true %}<% cache if: false %>{% assign a = 1 %}{{ a }}<% endcache %>{{ a }}{% endif %}",
        "{% case 1 %}{% when 1 %}<% cache %>{{ x }}<% endcache %>{% endcase %}",
        "{% layout 'main' %}{% section head %}<% cache %>{{ x }}<% endcache %>{% endsection %}<% cache %>{% section head %}h{% endsection %}b<% endcache %>",
        "{% layout 'main' %}<% cache %>{% include 'filler' %}<% endcache %>",
        "  <%- cache -%>  a  <%- endcache -%>  b",
        "{% liquid\n cache x\n echo x\n endcache\n %}",
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_section_renders_the_same_bytes_cached_and_uncached_cold_warm_nested_in_a_loop_and_in_an_include(string page)
    {
        var expected = await Build(page, caching: false).RenderAsync("page", Model);
        Assert.NotEqual("", expected);
        var site = Build(page, caching: true);
        for (var i = 0; i < 3; i++) Assert.Equal(expected, await site.RenderAsync("page", Model));
        for (var i = 0; i < 3; i++) Assert.Equal(expected, await site.CachedAsync("page", Model));
    }

    [Theory]
    [InlineData("{% assign a = 2 %}", "{{ a }}")]
    [InlineData("{% capture a %}2{% endcapture %}", "{{ a }}")]
    [InlineData("{% increment a %}", "{% increment a %}")]
    [InlineData("{% decrement a %}", "{% decrement a %}")]
    [InlineData("{% cycle 'a', 'b' %}", "{% cycle 'a', 'b' %}")]
    [InlineData("{% ifchanged %}a{% endifchanged %}", "{% ifchanged %}a{% endifchanged %}")]
    [InlineData("{% for i in (1..3) %}{% endfor %}", "{% for i in (1..3) offset: continue %}{{ i }}{% endfor %}")]
    [InlineData("{% include 'setter' %}", "{{ a }}")]
    public async Task What_a_section_assigns_or_counts_stays_inside(string inside, string after)
    {
        var alone = await Site.OnceAsync(after);
        foreach (var caching in new[] { false, true })
        {
            var site = new Site(options => options.Caching = caching, ("page", $"<% cache %>{inside}<% endcache %>|{after}"), ("setter", "{% assign a = 3 %}"));
            for (var i = 0; i < 2; i++) Assert.EndsWith("|" + alone, await site.RenderAsync("page"));
        }
    }

    [Fact]
    public async Task A_section_sees_what_was_assigned_around_it() =>
        Assert.Equal("1 2", await Site.OnceAsync("{% assign a = 1 %}{% for i in (2..2) %}<% cache %>{{ a }} {{ i }}<% endcache %>{% endfor %}"));

    [Fact]
    public async Task A_body_left_by_break_is_not_stored()
    {
        var site = new Site(("page", "{% for i in (1..2) %}<% cache %>{{ next }}{% break %}<% endcache %>{% endfor %}"));
        var counter = new Counter();
        Assert.Equal("1", await site.RenderAsync("page", counter));
        Assert.Equal("2", await site.RenderAsync("page", counter));
    }

    [Fact]
    public async Task A_break_ends_the_loop_of_everyone_who_waited_for_the_section()
    {
        var site = new Site(("page", "{% for i in (1..3) %}<% cache %>{{ slow }}{% break %}<% endcache %>{% endfor %}"));
        var gate = new Gate();
        var pages = Enumerable.Range(0, 5).Select(_ => site.RenderAsync("page", gate)).ToArray();
        await gate.Entered;
        gate.Open("x");
        Assert.All(await Task.WhenAll(pages), page => Assert.Equal("x", page));
    }

    [Fact]
    public async Task Two_keyless_sections_never_share()
    {
        var site = new Site(("page", "<% cache %>a<% endcache %><% cache %>b<% endcache %>{% include 'other' %}"), ("other", "<% cache %>c<% endcache %>"));
        for (var i = 0; i < 3; i++) Assert.Equal("abc", await site.RenderAsync("page"));
    }

    [Fact]
    public async Task Ten_thousand_sections_without_a_wait_use_no_stack()
    {
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"<% cache {i} %>.<% endcache %>"));
        var rows = new Site(("page", "{% render 'row' for list %}"), ("row", "<% cache row %>.<% endcache %>"));
        Assert.Equal(10_000, (await new Site(("page", text)).RenderAsync("page")).Length);
        Assert.Equal(10_000, (await rows.RenderAsync("page", new { list = Enumerable.Range(0, 10_000).ToArray() })).Length);
    }

    [Fact]
    public async Task A_section_that_needs_itself_is_an_error_that_names_the_ring()
    {
        var site = new Site(("page", "<% cache %>{% include 'page' %}<% endcache %>"));
        var error = await Assert.ThrowsAnyAsync<TemplateException>(() => site.RenderAsync("page"));
        Assert.Contains("page.liquid", error.Message);
    }

    private static Site Build(string page, bool caching) => new(options => options.Caching = caching,
        ("page", page),
        ("box", "({{ x }}<% cache x %>[{{ x }}]<% endcache %>)"),
        ("filler", "<% cache %>{% section head %}H{% endsection %}F<% endcache %>"),
        ("main", "<% cache %>top<% endcache %>{% rendersection head %}|{% renderbody %}|<% cache %>end<% endcache %>"));
}
