using System.Globalization;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;
using Rendering.Templates;
using Rendering.Values;

namespace Rendering;

/// <summary>One render: its output, its place in the caches, and what it collects. Pooled by the renderer.</summary>
internal sealed class RenderSession(RendererCore core) : RenderContext, IDisposable
{
    private readonly Utf8Output _output = new();
    private readonly PageParts _page = new();
    private FragmentScope _scope = null!;
    private object? _model;
    private string _template = "";
    private bool _escape;
    private int _partials;
    private CancellationToken _cancellation;

    public Utf8Output Output => _output;

    /// <summary>The state of the templates that this render began with.</summary>
    public long Generation { get; private set; }

    public RenderReport Report { get; private set; } = null!;

    /// <summary>A report for callers that do not ask for one.</summary>
    public RenderReport OwnReport { get; } = new();

    public override object? Model => _model;

    public override string Template => _template;

    public override CultureInfo Culture => core.Options.Culture;

    public override TimeProvider Time => core.Options.Time;

    public override TemplateLimits Limits => core.Options.Limits;

    public override bool Escape => _escape;

    public override CancellationToken Cancellation => _cancellation;

    public override CacheManager Caches => core.Caches;

    public override FragmentScope Scope => _scope;

    public override PageParts Page => _page;

    public void Begin(string template, object? model, long generation, RenderReport report, CancellationToken cancellation)
    {
        _template = template;
        _model = model;
        Generation = generation;
        Report = report;
        _cancellation = cancellation;
        _escape = core.Escapes(template);
        _partials = 0;
        _scope = new FragmentScope(_page);
        _output.Reset(core.Options.Limits.OutputBytes);
    }

    public void End()
    {
        _model = null;
        _scope = null!;
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
        var isStatic = core.Graph.Find(caller, null, Generation)?.Names(name) == true;
        Action<string>? missed = isStatic ? null : absent => _scope.DependOn(new TemplateDependency(absent, 0));
        var found = core.Graph.Find(name, caller, Generation, missed);
        if (found is not null && !isStatic) _scope.DependOn(new TemplateDependency(found.Name, core.Graph.Closure(found, Generation)));
        return new(found?.Compiled);
    }

    public override string MissingTemplate(string name) => core.Options.MissingTemplate(name);

    public override RenderContext ForPartial(string template, object? model)
    {
        if (++_partials > Limits.IncludeDepth * 1000) throw new LimitException("Too many partials of other languages in one page.");
        return new PartialContext(this, template, model, 1);
    }

    public override bool TryFragment(in FragmentSpec spec, ReadOnlySpan<char> key, IRenderOutput output)
    {
        if (!core.Options.Caching) return false;
        var cache = core.Caches.GetCache(spec.Namespace);
        if (!cache.TryGetLocal<Rendition>(key, spec.Type, VersionOf(spec.Template), out var rendition) || !core.IsCurrent(rendition, Generation)) return false;
        Report.FragmentHits++;
        Use(rendition, output);
        return true;
    }

    public override async ValueTask FragmentAsync(FragmentSpec spec, CacheKey key, IFragmentBody body, IRenderOutput output)
    {
        if (!core.Options.Caching)
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
            Accept = stored => stored is Rendition rendition && core.IsCurrent(rendition, Generation),
            Refresh = StaleRefresh.Caller,
        };
        Rendition made;
        try
        {
            made = await core.Caches.GetCache(spec.Namespace)
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

    private ulong VersionOf(string template) =>
        core.Graph.Find(template, _template, Generation) is { } entry ? core.Graph.Closure(entry, Generation) : 0;

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

    private Rendition Store(CacheCreation creation, FragmentScope scope, byte[] utf8) => core.Store(creation, scope, utf8);
}
