using Rendering.Engines;
using Rendering.Liquid;
using Rendering.Tests.Support;

namespace Rendering.Tests.Errors;

/// <summary>What a tolerant mode lets pass can be read, with its place.</summary>
public sealed class WarningTests
{
    private const string Text = "{{ a | }}\n{% if b == %}{{ c d }}{% endif %}\n  {% assign e = 1 %}{{ e !! f }}";

    [Fact]
    public async Task What_the_warn_mode_lets_pass_is_listed_in_the_order_of_the_text()
    {
        var site = new Site(static options => options.Liquid.Mode = LiquidMode.Warn, ("page", Text), ("sound", "{{ a }}"));
        await site.RenderAsync("page", new { a = 1 });
        var warnings = site.Renderer.WarningsOf("page");
        Assert.Equal([(1, 1), (2, 1), (2, 14), (3, 21)], warnings.Select(static w => (w.Location!.Line, w.Location.Column)));
        Assert.All(warnings, static w => Assert.Equal("page.liquid", w.Location!.Template));
        Assert.Contains("in \"{{ c d }}\"", warnings[2].Problem, StringComparison.Ordinal);
        Assert.Empty(site.Renderer.WarningsOf("sound"));
    }

    [Fact]
    public void An_edit_gives_the_warnings_of_the_new_text()
    {
        var site = new Site(static options => options.Liquid.Mode = LiquidMode.Warn, ("page", Text));
        Assert.Equal(4, site.Renderer.WarningsOf("page").Count);
        site["page"] = "{{ a }}";
        Assert.Empty(site.Renderer.WarningsOf("page"));
    }

    [Fact]
    public void A_strict_mode_has_errors_and_an_unknown_template_is_one()
    {
        Assert.Throws<TemplateSyntaxException>(() => new Site(("page", Text)).Renderer.WarningsOf("page"));
        Assert.Throws<TemplateNotFoundException>(() => new Site(("page", Text)).Renderer.WarningsOf("gone"));
    }

    [Fact]
    public void An_engine_by_itself_tells_its_warnings_and_most_have_none()
    {
        ICompiledTemplate tolerant = new LiquidEngine(new LiquidOptions { Mode = LiquidMode.Warn }).Compile(new TemplateSource("a", Text));
        Assert.Equal(4, tolerant.Warnings.Count);
        Assert.Empty(new Engines.StringEngine().Compile(new TemplateSource("a", "x")).Warnings);
    }
}
