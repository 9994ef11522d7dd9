using Rendering.Tests.Support;

namespace Rendering.Tests.Errors;

/// <summary>Promise 25: every error has template, line and column, the source line, and says what to do. All share one root.</summary>
public sealed class ErrorTests
{
    [Theory]
    [InlineData("{% nope %}", 1, "nope")]
    [InlineData("{% iff x %}{% endif %}", 1, "Did you mean 'if'")]
    [InlineData("{{ x | upcas }}", 1, "Did you mean 'upcase'")]
    [InlineData("{% if x %}", 1, "never closed")]
    [InlineData("{{ x", 1, "terminated")]
    [InlineData("{% assign x %}", 1, "assign")]
    [InlineData("{% for x on y %}{% endfor %}", 1, "in")]
    [InlineData("{{ 1 | divided_by: 0 }}", 1, "divided by 0")]
    [InlineData("{% include 'gone' %}", 1, "gone")]
    [InlineData("{% render 'gone' %}", 1, "gone")]
    [InlineData("{% render x %}", 1, "quoted string")]
    [InlineData("{% include 5 %}", 1, "template name")]
    [InlineData("{{ boom }}", 1, "it broke")]
    [InlineData("{% for i in (1..3) %}{{ boom }}{% endfor %}", 22, "it broke")]
    [InlineData("{% if x %}{% else %}{{ boom }}{% endif %}", 21, "it broke")]
    [InlineData("{% assign y = boom %}", 1, "it broke")]
    [InlineData("<% cache boom %>a<% endcache %>", 1, "it broke")]
    [InlineData("<% cache %>{{ boom }}<% endcache %>", 12, "it broke")]
    [InlineData("{% renderbody %}", 1, "layout")]
    [InlineData("{% layout 'gone' %}", 1, "gone")]
    [InlineData("<% cache model %>a<% endcache %>", 1, "key")]
    public async Task An_error_has_template_line_column_and_source_line(string statement, int column, string says)
    {
        // Some mistakes cannot be told apart from their end: the column is where the statement begins.
        var line = "  é\t" + statement;
        var site = new Site(("sub/page", "one\r\ntwo\r\n" + line + "\r\nlast"));
        foreach (var cached in new[] { false, true })
        {
            var error = await Assert.ThrowsAnyAsync<TemplateException>(() => cached ? site.CachedAsync("sub/page", new Model()) : site.RenderAsync("sub/page", new Model()));
            Assert.NotNull(error.Location);
            Assert.Equal("sub/page.liquid", error.Location.Template);
            Assert.Contains(says, error.Problem, StringComparison.OrdinalIgnoreCase);
            // A layout is laid out when the page is done.
            if (statement.Contains("layout 'gone'", StringComparison.Ordinal)) continue;
            Assert.Equal((3, column + 4), (error.Location.Line, error.Location.Column));
            Assert.Equal(line, error.Location.SourceLine);
            Assert.Equal($"sub/page.liquid(3,{column + 4}): {error.Problem}\n  3 | {line}", error.Message);
        }
    }

    [Fact]
    public async Task An_error_in_a_partial_has_the_partial_s_position()
    {
        foreach (var way in new[] { "{% include 'box' %}", "{% render 'box', boom: m %}", "{% layout 'box' %}", "<% cache %>{% include 'box' %}<% endcache %>", "{% render 'box', boom: m, cache_key: 1 %}" })
        {
            var site = new Site(("page", "a\n" + way), ("box", "b\n\n  {{ boom.boom }}{{ boom }}"));
            var error = await Assert.ThrowsAsync<TemplateRenderException>(() => site.RenderAsync("page", new { m = new Model(), boom = new Model() }));
            Assert.Equal(new TemplateLocation("box.liquid", 3, 3, "  {{ boom.boom }}{{ boom }}"), error.Location);
        }
    }

    [Fact]
    public async Task A_strict_variable_is_named()
    {
        var site = new Site(options => options.Liquid.StrictVariables = true, ("page", "{{ product.name }}"));
        Assert.Contains("product", (await Assert.ThrowsAsync<TemplateRenderException>(() => site.RenderAsync("page"))).Message);
    }

    [Fact]
    public async Task A_missing_page_says_what_was_looked_for()
    {
        var error = await Assert.ThrowsAsync<TemplateNotFoundException>(() => new Site(("page", "")).RenderAsync("pages/home"));
        Assert.Contains("pages/home, pages/home.liquid", error.Message);
        Assert.Contains("never lead out", (await Assert.ThrowsAsync<TemplateNotFoundException>(() => new Site(("page", "")).RenderAsync("../home"))).Message);
    }

    [Theory]
    [InlineData("page.liquid")]
    [InlineData("box.liquid")]
    public async Task A_source_that_fails_is_an_error_of_the_family_with_the_template_s_name(string fails)
    {
        var renderer = new Renderer(new RendererOptions { Templates = new Denied(fails) });
        foreach (var key in new Caching.CacheKey?[] { null, "k" })
        {
            var error = await Assert.ThrowsAsync<TemplateRenderException>(() => renderer.RenderAsync("page", cacheKey: key).AsTask());
            Assert.Contains($"'{fails}' could not be read", error.Message);
            Assert.IsType<UnauthorizedAccessException>(error.InnerException);
        }
    }

    [Fact]
    public void The_first_location_of_an_error_stays()
    {
        var first = new TemplateLocation("inner", 2, 3, "");
        var error = new TemplateRenderException("p") { Location = first };
        error.Location = new TemplateLocation("outer", 1, 1, "");
        Assert.Same(first, error.Location);
    }

    [Fact]
    public void All_errors_of_the_library_share_one_root() =>
        Assert.All(typeof(TemplateException).Assembly.GetTypes().Where(typeof(Exception).IsAssignableFrom), type => Assert.True(typeof(TemplateException).IsAssignableFrom(type), type.Name));

    private sealed class Denied(string name) : Rendering.Templates.ITemplateSource
    {
        public long Generation => 1;

        public long? Stamp(string template) => template is "page.liquid" or "box.liquid" ? 1 : null;

        public string? Read(string template) => template == name ? throw new UnauthorizedAccessException("denied") : "{% include 'box' %}";
    }

    public sealed class Model
    {
        public string Boom => throw new InvalidOperationException("it broke");

        public object model => new();
    }
}
