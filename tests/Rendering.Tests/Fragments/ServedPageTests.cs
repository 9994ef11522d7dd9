using System.Text;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary><c>request.render</c>: a hole knows how the page came about that it is in, and nothing that is stored does.</summary>
public sealed class ServedPageTests
{
    private const string Strip = "{{ request.render.page }} {{ request.render.kept }}/{{ request.render.made }} {{ request.render.milliseconds }} {{ request.render.etag }}";

    private readonly Notes _log = new();

    [Theory]
    [InlineData(".liquid", "0.0")]
    [InlineData(".scriban", "0")]
    public async Task A_hole_knows_the_page_its_sections_its_time_and_its_tag(string language, string none)
    {
        var site = With(("page" + language, $"<% cache 1 %>{{{{ a }}}}<% endcache %><% nocache stale: true %>{Strip}<% endnocache %>"));
        var model = new { a = (Func<string>)(() => { site.Time.Advance(TimeSpan.FromMilliseconds(2.5)); return "a"; }) };
        var made = await site.Renderer.RenderPageAsync("page" + language, model, "key", request: Visit.Of());
        Assert.Equal($"amiss 0/1 2.5 {made.ETag}", Text(made));
        var kept = await site.Renderer.RenderPageAsync("page" + language, model, "key", request: Visit.Of());
        Assert.Equal($"ahit 0/0 {none} {made.ETag}", Text(kept));
        Assert.Equal($"anone 1/0 {none} {made.ETag}", Text(await site.Renderer.RenderPageAsync("page" + language, model, request: Visit.Of())));
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task The_page_of_a_hole_without_a_version_has_no_tag_here_either(string language)
    {
        var site = With(("page" + language, "<% nocache %>{{ request.render.page }}[{{ request.render.etag }}]<% endnocache %>"));
        Assert.Equal("none[]", Text(await site.Renderer.RenderPageAsync("page" + language, request: Visit.Of())));
    }

    [Theory]
    [InlineData(".liquid", "<% cache 1 %>[{{ request.render.page }}]<% endcache %>", "[]")]
    [InlineData(".scriban", "<% cache 1 %>[{{ request.render?.page }}]<% endcache %>", "[]")]
    [InlineData(".liquid", "<% nocache %><% cache 1 %>[{{ request.render.page }}]<% endcache %><% endnocache %>", "[none]")]
    [InlineData(".scriban", "<% nocache %><% cache 1 %>[{{ request['render'].page }}]<% endcache %><% endnocache %>", "[none]")]
    public async Task What_reads_it_in_a_section_is_not_stored_and_warns_once_with_its_place(string language, string template, string expected)
    {
        var site = With(("page" + language, template));
        for (var i = 0; i < 3; i++) Assert.Equal(expected, Text(await site.Renderer.RenderPageAsync("page" + language, request: Visit.Of())));
        Assert.Equal(0, site.Caches.GetCache("page" + language).Statistics.Hits);
        Assert.StartsWith($"Warning: page{language}(1,", Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Contains("request.render is read inside something cached", _log.Lines.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".liquid", "{% if request.render %}x{{ request.render.page }}{% endif %}")]
    [InlineData(".scriban", "{{ if request.render }}x{{ request.render.page }}{{ end }}")]
    public async Task A_render_that_nobody_requested_has_nothing_to_say(string language, string hole)
    {
        var site = With(("page" + language, $"<% nocache %>{hole}<% endnocache %>"));
        Assert.Equal("xnone", Text(await site.Renderer.RenderPageAsync("page" + language, request: Visit.Of())));
        Assert.Equal("", Text(await site.Renderer.RenderPageAsync("page" + language)));
        Assert.Equal("", await site.Renderer.RenderAsync("page" + language));
    }

    [Fact]
    public async Task No_key_can_have_it_and_no_host_can_take_its_name()
    {
        var site = With(("page.liquid", "<% cache vary: 'render' %>x<% endcache %>"));
        var error = await Assert.ThrowsAnyAsync<TemplateException>(async () => await site.Renderer.RenderPageAsync("page", request: Visit.Of()));
        Assert.Contains("vary does not know 'render'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RendererOptions().Vary.Add("render", static _ => "x"));
    }

    private static string Text(RenderedPage page) => Encoding.UTF8.GetString(page.Utf8.Span);

    private Site With(params (string Name, string Text)[] templates) => new(options => options.Logger = _log, templates);
}
