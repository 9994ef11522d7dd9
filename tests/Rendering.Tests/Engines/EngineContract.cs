using Caching;
using Rendering.Tests.Support;

namespace Rendering.Tests.Engines;

/// <summary>What every engine's templates may count on, whatever their language. A new engine's test is its dialect and one line.</summary>
public abstract partial class EngineContract(Dialect dialect)
{
    private Site With(params (string Name, string Text)[] templates) =>
        new(options => { if (dialect.Engine is { } engine) options.Engines[dialect.Extension] = engine; },
            [.. templates.Select(t => (t.Name + dialect.Extension, t.Text))]);

    [Fact]
    public async Task A_template_prints_its_model_escaped() =>
        Assert.Equal("a &lt;b&gt; c", await With(("page", $"a {dialect.Print("x")} c")).RenderAsync("page", new { x = "<b>" }));

    [Fact]
    public async Task A_lazy_member_is_awaited()
    {
        var gate = new Gate();
        var rendering = With(("page", $"a {dialect.Print("slow")}")).RenderAsync("page", gate);
        await gate.Entered;
        gate.Open("b");
        Assert.Equal("a b", await rendering);
    }

    [Fact]
    public async Task An_include_may_leave_the_extension_out() =>
        Assert.Equal("(box)", await With(("page", $"({dialect.Include("parts/box")})"), ("parts/box", "box")).RenderAsync("page"));

    [Fact]
    public async Task A_page_is_laid_out_with_its_sections()
    {
        var site = With(
            ("page", dialect.Layout("main") + dialect.Section("head", "HEAD") + "body"),
            ("main", $"<{dialect.Yield("head")}|{dialect.Yield("nothing")}|{dialect.Body}>"));
        Assert.Equal("<HEAD||body>", await site.RenderAsync("page"));
    }

    [Fact]
    public async Task A_layout_may_have_a_layout()
    {
        var site = With(("page", dialect.Layout("inner") + "p"), ("inner", $"{dialect.Layout("outer")}i{dialect.Body}i"), ("outer", $"o{dialect.Body}o"));
        Assert.Equal("oipio", await site.RenderAsync("page"));
    }

    [Fact]
    public async Task Layouts_in_a_ring_are_an_error_and_no_hang()
    {
        var site = With(("page", dialect.Layout("a") + "p"), ("a", dialect.Layout("b") + dialect.Body), ("b", dialect.Layout("a") + dialect.Body));
        await Assert.ThrowsAnyAsync<LimitException>(() => site.RenderAsync("page"));
    }

    [Fact]
    public async Task Includes_in_a_ring_are_an_error_and_no_hang()
    {
        var site = With(("page", dialect.Include("a")), ("a", dialect.Include("b")), ("b", dialect.Include("a")));
        await Assert.ThrowsAnyAsync<LimitException>(() => site.RenderAsync("page"));
    }

    [Fact]
    public async Task A_template_that_does_not_parse_says_where()
    {
        var error = await Assert.ThrowsAsync<TemplateSyntaxException>(() => With(("page", "one\ntwo " + dialect.Broken)).RenderAsync("page"));
        Assert.Equal(new TemplateLocation("page" + dialect.Extension, 2, 5, "two " + dialect.Broken), error.Location);
    }

    [Fact]
    public async Task A_template_that_fails_says_where()
    {
        var site = With(("page", $"one {dialect.Include("box")}"), ("box", "one\ntwo " + dialect.Failing));
        var error = await Assert.ThrowsAnyAsync<TemplateRenderException>(() => site.RenderAsync("page"));
        Assert.Equal(new TemplateLocation("box" + dialect.Extension, 2, 5, "two " + dialect.Failing), error.Location);
    }

    [Fact]
    public async Task A_missing_include_says_where_it_is_asked_for()
    {
        var error = await Assert.ThrowsAnyAsync<TemplateException>(() => With(("page", "one\n" + dialect.Include("nowhere"))).RenderAsync("page"));
        Assert.Equal(("page" + dialect.Extension, 2), (error.Location!.Template, error.Location.Line));
    }

    [Fact]
    public async Task A_cancelled_render_ends()
    {
        using var source = new CancellationTokenSource();
        var gate = new Gate();
        var site = With(("page", dialect.Print("slow") + dialect.Cached(dialect.Print("slow"))));
        var rendering = site.Renderer.RenderAsync("page", gate, "key", cancellation: source.Token).AsTask();
        await gate.Entered;
        await source.CancelAsync();
        gate.Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rendering);
    }

    [Fact]
    public async Task The_output_may_be_foreign()
    {
        var site = new Site(options =>
        {
            options.Engines[".wrap"] = new WrappingEngine();
            if (dialect.Engine is { } engine) options.Engines[dialect.Extension] = engine;
        }, ("page.wrap", "inner"), ("inner" + dialect.Extension, $"ä {dialect.Print("x")} {dialect.Cached(dialect.Print("x"), "x")} {dialect.Include("box")}"),
            ("box" + dialect.Extension, "box"));
        for (var i = 0; i < 2; i++) Assert.Equal("[ä &lt; &lt; box]", await site.RenderAsync("page.wrap", new { x = "<" }));
    }

    [Fact]
    public async Task A_namespace_is_the_template_s_name()
    {
        var site = With(("page", dialect.Print("next") + dialect.Cached(dialect.Print("next"))));
        var counter = new Counter();
        Assert.Equal("12", await site.RenderAsync("page", counter));
        Assert.Equal("32", await site.RenderAsync("page", counter));
        Assert.Equal("42", await site.CachedAsync("page", counter));
        Assert.Equal("42", await site.CachedAsync("page", counter));
        await site.Caches.GetCache("page" + dialect.Extension).ClearAsync();
        Assert.Equal("56", await site.CachedAsync("page", counter));
    }
}
