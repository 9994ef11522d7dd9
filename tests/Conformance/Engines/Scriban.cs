using Conformance.Suites;

using Rendering;
using Rendering.Engines;
using Rendering.Scriban;
using Rendering.Values;

namespace Conformance.Engines;

/// <summary>Our Scriban, through the renderer's public door. The page is called <c>text</c> in the suite's errors.</summary>
internal sealed class Scriban : IConformanceEngine
{
    private const string Page = "text.scriban";

    public string Lang => "scriban";

    public bool Applies(ConformanceCase test, Way way) => way == Way.Plain || !(test.Error || test.ParseOnly);

    public async Task<RunResult> RunAsync(ConformanceCase test, Way way)
    {
        try
        {
            var result = await RenderAsync(test, way).ConfigureAwait(false);
            return test.Needs.Contains("trim-output") ? result with { Output = result.Output?.Trim() } : result;
        }
        catch (TemplateException e)
        {
            if (WrappedRun.Exempts(Wrapping.Of(way), e) is { } rule) return new(null) { Exempt = rule };
            string[] texts = [ScribanEngine.Describe(e), e.Problem, e.Message];
            return new(null, new(texts, e.Location?.Line ?? 0, e.Location?.Column ?? 0, e is TemplateSyntaxException));
        }
    }

    private static async Task<RunResult> RenderAsync(ConformanceCase test, Way way)
    {
        var wrapping = Wrapping.Of(way);
        if (wrapping is { HasHoles: true } && !WrappedRun.TryPunch(ref test, ScribanHoles.Punch)) return new(null) { Exempt = WrappedRun.NoOutput };
        var text = wrapping?.Around(test.Template) ?? test.Template;
        var time = new CaseTime(test.Clock ?? CaseTime.Default);
        var renderer = new Renderer(new RendererOptions
        {
            Templates = new CaseTemplates(test, Page, text),
            Scriban = HostFunctions(),
            Escape = EscapeMode.Never,
            Caching = wrapping is null or { IsCached: true },
            Time = time,
        }, wrapping?.Caches(time));
        if (wrapping is not null) return await WrappedRun.RunAsync(wrapping, () => renderer.RenderPageAsync(Page, test.CreateModel())).ConfigureAwait(false);
        var model = test.CreateModel();
        if (way == Way.Delayed) return new(await renderer.RenderAsync(Page, CaseModels.Delay(model)).ConfigureAwait(false));
        if (way != Way.Tiny) return new(await renderer.RenderAsync(Page, model).ConfigureAwait(false));
        var output = new TinyWriter();
        await renderer.RenderAsync(output, Page, model).ConfigureAwait(false);
        return new(output.Text);
    }

    private static ScribanOptions HostFunctions() => new ScribanOptions()
        .AddFunction("special_concat_strings", "a? b? c?", static arguments => Value.FromString(
            string.Join(", ", "abc".Select((name, i) => $"{name}: {arguments.ElementAtOrDefault(i).AsString ?? $"default_{name}"}"))))
        .AddFunction("special_concat_string_and_params", "a args...", static arguments => Value.FromString($"a: {arguments[0].AsString}, {Params(arguments.Skip(1))}"))
        .AddFunction("special_concat_params", "args...", static arguments => Value.FromString(Params(arguments)));

    private static string Params(IEnumerable<Value> values) => string.Join(", ", values.Select(static (value, i) => $"v{i}: {value.ToObject()}"));
}
