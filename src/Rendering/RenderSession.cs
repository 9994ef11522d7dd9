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
    private string? _versioned;
    private ulong _version;
    private string? _cacheName;
    private Cache? _cache;

    public RenderSession(RendererCore core)
    {
        _core = core;
        _pageScope = new FragmentScope(_page);
    }

    public Utf8Output Output => _output;

    /// <summary>The state of the templates that this render began with.</summary>
    public long Generation { get; private set; }

    public RenderReport Report { get; private set; } = null!;

    /// <summary>A report for callers that do not ask for one.</summary>
    public RenderReport OwnReport { get; } = new();

    public override object? Model => _model;

    public override string Template => _template;

    public override CultureInfo Culture => _core.Options.Culture;

    public override TimeProvider Time => _core.Options.Time;

    public override TemplateLimits Limits => _core.Options.Limits;

    public override bool Escape => _escape;

    public override CancellationToken Cancellation => _cancellation;

    public override CacheManager Caches => _core.Caches;

    public override FragmentScope Scope => _scope;

    public override PageParts Page => _page;

    public void Begin(TemplateEntry template, object? model, long generation, RenderReport report, CancellationToken cancellation)
    {
        _template = template.Name;
        _model = model;
        Generation = generation;
        Report = report;
        _cancellation = cancellation;
        _escape = template.Escapes ??= _core.Escapes(template.Name);
        _partials = 0;
        _versioned = null;
        _scope = _pageScope;
        _output.Reset(_core.Options.Limits.OutputBytes);
    }

    public void End()
    {
        _model = null;
        _scope = null!;
        _pageScope.Clear();
        _cancellation = default;
        Report = null!;
        _page.Clear();
        const int keep = 1024 * 1024;
        _output.Trim(keep);
    }

    public void Dispose() => _output.Dispose();

    /// <summary>Renders the template into <see cref="Output"/>.</summary>
    public ValueTask RenderAsync(ICompiledTemplate template) => template.RenderAsync(this, _output);

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

    public override string MissingTemplate(string name) => _core.Options.MissingTemplate(name);

    public override RenderContext ForPartial(string template, object? model)
    {
        if (++_partials > Limits.IncludeDepth * 1000) throw new LimitException("Too many partials of other languages in one page.");
        return new PartialContext(this, template, model, 1);
    }

    public override bool TryFragment(in FragmentSpec spec, ReadOnlySpan<char> key, IRenderOutput output)
    {
        if (!_core.Options.Caching) return false;
        if (!CacheOf(spec.Namespace).TryGetLocal<Rendition>(key, spec.Type, VersionOf(spec.Template), out var rendition) || !_core.IsCurrent(rendition, Generation)) return false;
        Report.FragmentHits++;
        Use(rendition, output);
        return true;
    }

    public override async ValueTask FragmentAsync(FragmentSpec spec, CacheKey key, IFragmentBody body, IRenderOutput output)
    {
        if (!_core.Options.Caching)
        {
            await body.RenderAsync(this, output).ConfigureAwait(false);
            return;
        }
        var creating = new Creating(this, body, output);
        var options = new CacheEntryOptions
        {
            Expire = spec.Expire,
            Type = spec.Type,
            Tags = spec.Tags,
            Version = VersionOf(spec.Template),
            Accept = stored => stored is Rendition rendition && _core.IsCurrent(rendition, Generation),
            Refresh = StaleRefresh.Caller,
        };
        Rendition made;
        try
        {
            made = await CacheOf(spec.Namespace)
                .GetOrCreateAsync(key, creating, static (c, creation) => c.RenderAsync(creation), options, _cancellation).ConfigureAwait(false);
        }
        catch (CacheException error)
        {
            throw new TemplateRenderException(error.Message, error);
        }
        if (creating.Ran) Report.FragmentMisses++;
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
    private ulong VersionOf(string template)
    {
        if (!ReferenceEquals(template, _versioned))
        {
            _version = _core.Graph.Find(template, _template, Generation) is { } entry ? _core.Graph.Closure(entry, Generation) : 0;
            _versioned = template;
        }
        return _version;
    }

    private Cache CacheOf(string ns)
    {
        if (!ReferenceEquals(ns, _cacheName))
        {
            _cache = _core.Caches.GetCache(ns);
            _cacheName = ns;
        }
        return _cache!;
    }

    /// <summary>
    /// The one creation of a section. Its body writes into the page's own output, is taken from there, and is written once more with
    /// everybody else's: who renders and who waits get the same bytes by the same way.
    /// </summary>
    private sealed class Creating(RenderSession session, IFragmentBody body, IRenderOutput output)
    {
        public bool Ran { get; private set; }

        public async ValueTask<Rendition> RenderAsync(CacheCreation creation)
        {
            Ran = true;
            var (outer, cancellation, mark) = (session._scope, session._cancellation, output.Length);
            var scope = session._scope = new FragmentScope(page: null);
            session._cancellation = creation.CancellationToken;
            try
            {
                await body.RenderAsync(session, output).ConfigureAwait(false);
                return session.Store(creation, scope, output.Since(mark).ToArray());
            }
            finally
            {
                output.Rewind(mark);
                session._scope = outer;
                session._cancellation = cancellation;
            }
        }
    }

    private Rendition Store(CacheCreation creation, FragmentScope scope, byte[] utf8) => _core.Store(creation, scope, utf8);
}
