using System.Globalization;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;
using Rendering.Templates;
using Rendering.Values;

namespace Rendering;

/// <summary>One render: its output, its place in the caches, and what it collects. Pooled by the renderer.</summary>
internal sealed partial class RenderSession : RenderContext, IDisposable
{
    private readonly RendererCore _core;
    private readonly Utf8Output _output = new();
    private readonly PageParts _page = new();
    private readonly FragmentScope _pageScope;
    private FragmentScope _scope = null!;
    private RenderRequest _request = RenderRequest.None;
    private object? _model;
    private string _template = "";
    private bool _escape;
    private int _partials;
    private CancellationToken _cancellation;
    private DateTimeOffset? _now;

    public RenderSession(RendererCore core)
    {
        _core = core;
        _pageScope = new FragmentScope(_page, core.Options.Limits.OutputBytes);
    }

    public Utf8Output Output => _output;

    /// <summary>The state of the templates that this render began with.</summary>
    public long Generation { get; private set; }

    public RenderReport Report { get; private set; } = null!;

    /// <summary>A report for callers that do not ask for one.</summary>
    public RenderReport OwnReport { get; } = new();

    public override object? Model => _model;

    public override object? Globals => _core.Options.Globals;

    public override string Template => _template;

    public override RenderRequest Request => _request;

    internal override RequestView RequestView => new(_request, _core.Options);

    internal override ServedPage? Served => _served;

    internal override void WarnUnkeyed(RequestValue value, TemplateSource template, int offset) => _core.Unkeyed.Warn(value, template, offset);

    public override CultureInfo Culture => _request.Culture ?? _core.Options.Culture;

    /// <summary>Whether what is rendered may come from the caches, and go there.</summary>
    private bool IsCaching => _core.Options.Caching && !_request.IsPreview;

    public override TimeProvider Time => _core.Options.Time;

    public override TemplateLimits Limits => _core.Options.Limits;

    internal override RenderBudget Budget { get; } = new();

    public override bool Escape => _escape;

    public override CancellationToken Cancellation => _cancellation;

    public override CacheManager Caches => _core.Caches;

    public override FragmentScope Scope => _scope;

    public override PageParts Page => _page;

    /// <summary>
    /// Renders a page into <see cref="Output"/>; a model that is a function or a task is loaded first, in the render's time. What it may
    /// read of the request are the values that its key has (<paramref name="keyed"/>), or all where it is not for the caches.
    /// </summary>
    public ValueTask RunAsync(TemplateEntry template, object? model, RenderRequest request, long generation, RenderReport report, RequestValue[]? keyed, CancellationToken cancellation)
    {
        Begin(template, model, request, generation, report, cancellation);
        _pageScope.Keyed = keyed;
        return model is not null && LazyValues.IsLazy(model.GetType()) ? LoadAndRenderAsync(template.Compiled, model) : RenderAsync(template.Compiled);
    }

    private async ValueTask LoadAndRenderAsync(ICompiledTemplate template, object model)
    {
        _model = await PageModel.LoadAsync(model, this).ConfigureAwait(false);
        await RenderAsync(template).ConfigureAwait(false);
    }

    private void Begin(TemplateEntry template, object? model, RenderRequest request, long generation, RenderReport report, CancellationToken cancellation)
    {
        _request = request;
        _unloaded = null;
        _template = template.Name;
        _explains = _core.Explains(_request);
        _model = model;
        Generation = generation;
        Report = report;
        _cancellation = cancellation;
        _escape = template.Escapes ??= _core.Escapes(template.Name);
        _partials = 0;
        _now = null;
        _scope = _pageScope;
        Budget.Begin(Limits, Time);
        _output.Reset(_core.Options.Limits.OutputBytes);
    }

    public void End()
    {
        _request = RenderRequest.None;
        _model = _unloaded = null;
        _served = null;
        _scope = null!;
        _pageScope.Clear();
        (_cache, _made) = (null, default);
        EndPrefetch();
        CountHits(next: null);
        (_uses, _depth) = (null, 0);
        _cancellation = default;
        Report = null!;
        _page.Clear();
        // Holes hold what they captured.
        _output.Rewind(0);
        const int keep = 1024 * 1024;
        _output.Trim(keep);
    }

    public void Dispose() => _output.Dispose();

    /// <summary>Renders the template into <see cref="Output"/>, and lays it out where its engine has not done so.</summary>
    private ValueTask RenderAsync(ICompiledTemplate template)
    {
        var running = template.RenderAsync(this, _output);
        return running.IsCompletedSuccessfully && _page.Layout is null ? default : LayOutAsync(running);
    }

    private async ValueTask LayOutAsync(ValueTask running)
    {
        await running.ConfigureAwait(false);
        for (var depth = 1; _page.TakeLayout() is { } name; depth++)
        {
            if (depth > Limits.IncludeDepth) throw new NestingException { Location = new TemplateLocation(_template, 1, 1, "") };
            var layout = await LoadAsync(name).ConfigureAwait(false) ?? throw new TemplateRenderException(MissingTemplate(name)) { Location = new TemplateLocation(_template, 1, 1, "") };
            _page.Body = _output.SegmentsSince(0);
            _output.Rewind(0);
            await layout.RenderAsync(ForPartial(name, _model), _output).ConfigureAwait(false);
        }
    }

    public override ValueTask<ICompiledTemplate?> LoadAsync(string name, string? from = null)
    {
        var caller = from ?? _template;
        return new(_core.Graph.Find(caller, null, Generation)?.Names(name) == true
            ? _core.Graph.Find(name, caller, Generation)?.Compiled
            : LoadAndRecord(name, caller));
    }

    // What no text names is known only now: a rendition keeps what it found, and the names that it looked for in vain.
    private ICompiledTemplate? LoadAndRecord(string name, string caller)
    {
        var found = _core.Graph.Find(name, caller, Generation, absent => _scope.DependOn(new TemplateDependency(absent, 0)));
        if (found is not null) _scope.DependOn(new TemplateDependency(found.Name, _core.Graph.Closure(found, Generation)));
        return found?.Compiled;
    }

    public override ulong? VersionOf(string ns) =>
        _core.Graph.Find(ns, null, Generation) is { } entry ? _core.VersionOf(entry, _escape, Generation)
        : _core.Options.CacheNamespaces.Contains(ns) ? 0 : null;

    public override string MissingTemplate(string name) => _core.Options.MissingTemplate(name);

    public override RenderContext ForPartial(string template, object? model)
    {
        if (++_partials > Limits.IncludeDepth * 1000) throw new LimitException("Too many partials of other languages in one page.");
        return new PartialContext(this, template, model, 1);
    }
}
