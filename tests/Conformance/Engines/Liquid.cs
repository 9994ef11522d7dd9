using Conformance.Suites;

using Rendering;
using Rendering.Engines;
using Rendering.Liquid;

namespace Conformance.Engines;

/// <summary>Our Liquid, through the renderer's public door.</summary>
internal sealed class Liquid : IConformanceEngine
{
    private const string Page = "case.liquid";

    public string Lang => "liquid";

    public bool Applies(ConformanceCase test, Way way) => way == Way.Plain || !(test.Error || test.ParseOnly);

    public async Task<RunResult> RunAsync(ConformanceCase test, Way way)
    {
        try
        {
            if (!test.ParseOnly) return await RenderAsync(test, way).ConfigureAwait(false);
            new LiquidEngine(OptionsOf(test)).Compile(new TemplateSource(Page, test.Template));
            return new("");
        }
        catch (TemplateException e)
        {
            if (WrappedRun.Exempts(Wrapping.Of(way), e) is { } rule) return new(null) { Exempt = rule };
            string[] texts = [LiquidEngine.Describe(e), LiquidEngine.Describe(e, lineNumbers: false), e.Message];
            return new(null, new(texts, e.Location?.Line ?? 0, e.Location?.Column ?? 0, e is TemplateSyntaxException));
        }
    }

    private static async Task<RunResult> RenderAsync(ConformanceCase test, Way way)
    {
        var page = test.TemplateName ?? Page;
        var wrapping = Wrapping.Of(way);
        if (wrapping is { HasHoles: true } && !WrappedRun.TryPunch(ref test, LiquidHoles.Punch)) return new(null) { Exempt = WrappedRun.NoOutput };
        var text = wrapping?.Around(test.Template) ?? test.Template;
        var data = way == Way.Delayed ? CaseModels.Delay(test.CreateModel()) : test.CreateModel();
        var time = new CaseTime(test.Clock ?? CaseTime.Default);
        var renderer = new Renderer(new RendererOptions
        {
            Templates = new CaseTemplates(test, page, text),
            Liquid = OptionsOf(test),
            Escape = EscapeMode.Never,
            Limits = LimitsOf(test),
            Caching = wrapping is null or { IsCached: true },
            Globals = test.Suite.DataIsGlobal ? data : null,
            Time = time,
            MissingTemplate = name => test.PartialsMissingMessage ?? $"Could not find asset {name}",
        }, wrapping?.Caches(time));
        if (wrapping is not null) return await WrappedRun.RunAsync(wrapping, () => renderer.RenderPageAsync(page, test.Suite.DataIsGlobal ? null : test.CreateModel())).ConfigureAwait(false);
        var model = test.Suite.DataIsGlobal ? null : data;
        if (way == Way.Tiny)
        {
            var output = new TinyWriter();
            await renderer.RenderAsync(output, page, model).ConfigureAwait(false);
            return new(output.Text);
        }
        return new(await renderer.RenderAsync(page, model).ConfigureAwait(false));
    }

    private static LiquidOptions OptionsOf(ConformanceCase test) => new()
    {
        Mode = test.Mode switch { "lax" => LiquidMode.Lax, "warn" => LiquidMode.Warn, "strict" => LiquidMode.Strict, _ => LiquidMode.Strict2 },
        PrintErrors = test.InlineErrors == true,
        LineNumbers = test.LineNumbers != false,
        StrictFilters = false,
    };

    // Shopify's render score is about one a node, as our step is.
    private static TemplateLimits LimitsOf(ConformanceCase test) =>
        test.ResourceLimits is { } limits
            ? new() { Steps = limits.EnumerateObject().Min(static limit => limit.Value.GetInt64()) }
            : new();
}
