using System.Globalization;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;
using Rendering.Templates;
using Rendering.Values;

namespace Rendering;

/// <summary>One render: its output, its place in the caches, and what it collects. Pooled by the renderer.</summary>
internal sealed class RenderSession : RenderContext, IDisposable
{
    private readonly RendererCore _core;
    private readonly Utf8Output _output = new();
    private readonly PageParts _page = new();
    private readonly FragmentScope _pageScope;
    private FragmentScope _scope = null!;
    private object? _model;
    private string _template = "";
    private bool _escape;
    private int _partials;
    private CancellationToken _cancellation;
    private DateTimeOffset? _now;
    private int _edits;
    private FragmentSpec _made;
    private ulong _version;
    private Cache? _cache;

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

    public override CultureInfo Culture => _core.Options.Culture;

    public override TimeProvider Time => _core.Options.Time;

    public override TemplateLimits Limits => _core.Options.Limits;

    internal override RenderBudget Budget { get; } = new();

    public override bool Escape => _escape;

    public override CancellationToken Cancellation => _cancellation;

    public override CacheManager Caches => _core.Caches;

    public override FragmentScope Scope => _scope;

    public override PageParts Page => _page;

    /// <summary>Renders a page into <see cref="Output"/>; a model that is a function or a task is loaded first, in the render's time.</summary>
    public ValueTask RunAsync(TemplateEntry template, object? model, long generation, RenderReport report, CancellationToken cancellation)
    {
        Begin(template, model, generation, report, cancellation);
        return model is not null && LazyValues.IsLazy(model.GetType()) ? LoadAndRenderAsync(template.Compiled, model) : RenderAsync(template.Compiled);
    }

    private async ValueTask LoadAndRenderAsync(ICompiledTemplate template, object model)
    {
        _model = await PageModel.LoadAsync(model, this).ConfigureAwait(false);
        await RenderAsync(template).ConfigureAwait(false);
    }

    private void Begin(TemplateEntry template, object? model, long generation, RenderReport report, CancellationToken cancellation)
    {
        _template = template.Name;
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
        _model = null;
        _scope = null!;
        _pageScope.Clear();
        (_cache, _made) = (null, default);
        _cancellation = default;
        Report = null!;
        _page.Clear();
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
            _page.Body = _output.Written.ToArray();
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

    public override bool TryFragment(in FragmentSpec spec, ReadOnlySpan<char> key, IRenderOutput output)
    {
        if (!_core.Options.Caching) return false;
        var cache = CacheOf(spec, out var version);
        try
        {
            if (!cache.TryGetLocal<Rendition>(key, spec.Type, spec.Region, version, _now ??= Caches.Time.GetUtcNow(), out var found) || !_core.IsCurrent(found, Generation)) return false;
            Report.FragmentHits++;
            Use(found, output);
            return true;
        }
        catch (CacheException error)
        {
            throw new TemplateRenderException(error.Message, error);
        }
    }

    public override async ValueTask FragmentAsync(FragmentSpec spec, CacheKey key, IFragmentBody body, IRenderOutput output)
    {
        if (!_core.Options.Caching)
        {
            foreach (var tag in spec.Tags ?? []) _scope.Tag(tag);
            await body.RenderAsync(this, output).ConfigureAwait(false);
            return;
        }
        var cache = CacheOf(spec, out var version);
        var creating = new Creating(this, body, output, _edits);
        var options = new CacheEntryOptions
        {
            Expire = spec.Expire,
            Type = spec.Type,
            Region = spec.Region,
            Tags = spec.Tags,
            Version = version,
            Accept = stored => stored is Rendition rendition && _core.IsCurrent(rendition, Generation),
            Refresh = StaleRefresh.Caller,
        };
        Rendition made;
        try
        {
            made = await cache
                .GetOrCreateAsync(key, creating, static (c, creation) => c.RenderAsync(creation), options, _cancellation).ConfigureAwait(false);
        }
        catch (CacheException error)
        {
            throw new TemplateRenderException(error.Message, error);
        }
        if (creating.Ran) Report.FragmentMisses++;
        else if (made.Unstorable is not null)
        {
            // What must not be stored is not for others either: it may be private, or cut short by a break of its own loop.
            Report.FragmentMisses++;
            await body.RenderAsync(this, output).ConfigureAwait(false);
            return;
        }
        else Report.FragmentHits++;
        Use(made, output);
    }

    private void Use(Rendition rendition, IRenderOutput output)
    {
        var utf8 = rendition.Utf8.Span;
        if (output is Utf8Output direct) direct.Write(utf8);
        else
        {
            utf8.CopyTo(output.GetSpan(utf8.Length));
            output.Advance(utf8.Length);
        }
        _scope.Merge(rendition);
    }

    // Sections of one template follow one another, and its name is the same object each time.
    private Cache CacheOf(in FragmentSpec spec, out ulong version)
    {
        if (_cache is null || !ReferenceEquals(spec.Template, _made.Template) || !ReferenceEquals(spec.From, _made.From) || spec.Namespace != _made.Namespace)
        {
            var entry = _core.Graph.Find(spec.Template, spec.From ?? _template, Generation);
            _version = entry is null ? 0 : _core.VersionOf(entry, _escape, Generation, out _edits);
            _cache = _core.Caches.GetCache(spec.Namespace ?? entry?.Name ?? spec.Template);
            _made = spec;
        }
        version = _version;
        return _cache;
    }

    /// <summary>
    /// The one creation of a section. Its body writes into the page's own output, is taken from there, and is written once more with
    /// everybody else's: who renders and who waits get the same bytes by the same way.
    /// </summary>
    private sealed class Creating(RenderSession session, IFragmentBody body, IRenderOutput output, int edits)
    {
        public bool Ran { get; private set; }

        public async ValueTask<Rendition> RenderAsync(CacheCreation creation)
        {
            Ran = true;
            var (outer, cancellation, mark) = (session._scope, session._cancellation, output.Length);
            var scope = session._scope = new FragmentScope(page: null, session.Limits.OutputBytes);
            session._cancellation = creation.CancellationToken;
            try
            {
                await body.RenderAsync(session, output).ConfigureAwait(false);
                return session.Store(creation, scope, output.Since(mark).ToArray(), edits);
            }
            finally
            {
                output.Rewind(mark);
                session._scope = outer;
                session._cancellation = cancellation;
            }
        }
    }

    private Rendition Store(CacheCreation creation, FragmentScope scope, byte[] utf8, int edits) => _core.Store(creation, scope, utf8, edits);
}
