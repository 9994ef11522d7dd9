using Rendering.Fragments;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>Promise 11: a hit replays all that the miss did, in its order and as often.</summary>
public sealed class CaptureTests
{
    private const string Main = "{% rendersection head %}|{% renderbody %}|{% rendersection scripts %}";

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".sbn")]
    public async Task Of_what_is_to_be_there_once_the_first_stays_across_sections_hits_and_misses(string extension)
    {
        var isLiquid = extension == ".liquid";
        string Section(string name, string once, string text) => isLiquid
            ? $"{{% section {name}, once: {once} %}}{text}{{% endsection %}}"
            : $"{{{{ section {name}, once: {once} }}}}{text}{{{{ end }}}}";
        var layout = isLiquid ? "{% layout 'main' %}" : "{{ layout 'main' }}";
        var site = new Site(
            ("main.liquid", Main),
            ("page" + extension, layout
                + $"<% cache 1 %>{Section("scripts", "'jq'", "JQ1 ")}{Section("scripts", "1", "ONE ")}<% endcache %>"
                + $"<% cache 2 %>{Section("scripts", "'jq'", "JQ2 ")}{Section("scripts", "'1'", "ONE-TEXT ")}<% endcache %>"
                + Section("scripts", "'last'", "LAST")));
        for (var i = 0; i < 3; i++) Assert.Equal("||JQ1 ONE LAST", await site.RenderAsync("page" + extension));
        for (var i = 0; i < 2; i++) Assert.Equal("||JQ1 ONE LAST", await site.CachedAsync("page" + extension));
    }

    [Fact]
    public async Task A_section_without_once_is_filled_as_often_and_in_the_order_as_uncached()
    {
        var site = new Site(("main", Main), ("page",
            "{% layout 'main' %}{% for i in (1..3) %}<% cache i %>{% section head %}{{ i }}<% nocache %>{{ i }}<% endnocache %>,{% endsection %}b<% endcache %>{% endfor %}"));
        for (var i = 0; i < 3; i++) Assert.Equal("11,22,33,|bbb|", await site.RenderAsync("page"));
        for (var i = 0; i < 3; i++) Assert.Equal("11,22,33,|bbb|", await site.CachedAsync("page"));
    }

    [Theory]
    [InlineData("page.liquid", "<% cache 1 %><% response_header 'Link', link %><% endcache %>{% response_header 'Link', '</b>' %}")]
    [InlineData("page.sbn", "<% cache 1 %><% response_header 'Link', link %><% endcache %><% response_header 'Link', '</b>' %>")]
    public async Task A_header_that_a_section_adds_comes_with_the_page_on_every_hit(string name, string template)
    {
        var site = new Site((name, template));
        for (var i = 0; i < 3; i++)
        {
            var page = await site.PageAsync(name, new { Link = "</a.css>; rel=preload" }, i == 0 ? null : "k");
            Assert.Equal(["Link: </a.css>; rel=preload", "Link: </b>"], page.Rendition.Captures.Select(static capture => $"{capture.Name}: {capture.Text}"));
            Assert.All(page.Rendition.Captures, static capture => Assert.Equal(Capture.Header, capture.Kind));
        }
    }

    [Theory]
    [InlineData("Link", "a\r\nSet-Cookie: x=1")]
    [InlineData("Li nk", "a")]
    [InlineData("Link: x", "a")]
    [InlineData("", "a")]
    [InlineData("Link", "ä")]
    public async Task A_header_cannot_break_out_of_its_line(string header, string value)
    {
        var site = new Site(("page", "<% response_header h, v %>"));
        await Assert.ThrowsAsync<TemplateRenderException>(async () => await site.RenderAsync("page", new { H = header, V = value }));
    }

    [Fact]
    public async Task A_hole_lets_nothing_out_but_what_it_prints()
    {
        var site = new Site(("main", Main), ("page",
            "{% layout 'main' %}<% nocache %>{% section head %}no{% endsection %}{% assign x = 1 %}{% increment n %}{% layout 'other' %}<% response_header 'Link', 'x' %><% endnocache %>{{ x }}{% increment n %}"));
        for (var i = 0; i < 2; i++)
        {
            var page = await site.PageAsync("page", key: "k");
            Assert.Equal("|00|", System.Text.Encoding.UTF8.GetString(page.Utf8.Span));
            Assert.DoesNotContain(page.Rendition.Captures, static capture => capture.Kind == Capture.Header);
        }
    }
}
