using System.Buffers;
using System.Text;
using Caching;
using Rendering.Diagnostics;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Templates;
using Rendering.Values;

namespace Rendering;

/// <summary>
/// Renders templates and remembers what it has rendered. One for an application; safe for concurrent use.
/// </summary>
/// <remarks>
/// Any one of <c>cacheKey</c>, <c>cacheExpire</c>, <c>cacheType</c> and <c>cacheRegion</c> turns caching of the page on, as in Pylons. The namespace of the
/// cached page is the template's name, its key <c>default</c> unless given, its expire the region's (never unless set), its type the
/// configured one. A model given as a function (<see cref="Func{TResult}"/>, of a task too), a <see cref="Lazy{T}"/> or a task is
/// resolved only where the template is rendered, so never on a hit.
/// </remarks>
public sealed partial class Renderer
{
    private readonly RendererCore _core;

    /// <param name="options">The options; read now.</param>
    /// <param name="caches">The caches to use; the renderer makes its own in memory where none are given.</param>
    public Renderer(RendererOptions? options = null, CacheManager? caches = null)
    {
        options ??= new RendererOptions();
        _core = new RendererCore(options, caches ?? new CacheManager(null, options.Time));
    }

    /// <summary>The caches of pages and sections: <c>renderer.Caches.GetCache("show.liquid").RemoveAsync(id)</c>.</summary>
    public CacheManager Caches => _core.Caches;

    /// <summary>Renders to text.</summary>
    /// <param name="template">The template's name below its source; the extension may be left out.</param>
    /// <param name="model">The model, or a function or task that gives it.</param>
    /// <param name="cacheKey">The version of the page inside the template's namespace.</param>
    /// <param name="cacheExpire">How long it is fresh: seconds, a <see cref="TimeSpan"/>, or <see cref="CacheExpire.Never"/>.</param>
    /// <param name="cacheType">The store; the region's unless given.</param>
    /// <param name="cacheRegion">The region: a named policy and store (<see cref="CacheManagerOptions.Regions"/>).</param>
    /// <param name="cancellation">
    /// Cancels this call. A call that waits for another one's render leaves at once. A call that renders may use what belongs to its
    /// caller (the model), which is therefore kept until the render has ended: it is cancelled at once where nobody else waits for
    /// the page; while others do, it goes on, and so does this call.
    /// </param>
    /// <exception cref="TemplateException">
    /// The template does not exist, does not parse, or fails; its model or its source fails, or takes longer than
    /// <see cref="TemplateLimits.Time"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async ValueTask<string> RenderAsync(string template, object? model = null, CacheKey? cacheKey = null, CacheExpire? cacheExpire = null,
        string? cacheType = null, string? cacheRegion = null, CancellationToken cancellation = default)
    {
        var generation = _core.Graph.Generation;
        var entry = Find(template, generation);
        if (_core.Explains(RenderRequest.None) || IsCached(entry, new(cacheKey, cacheExpire, cacheType, cacheRegion)))
            return Encoding.UTF8.GetString((await RenderPageAsync(template, model, cacheKey, cacheExpire, cacheType, cacheRegion, cancellation: cancellation).ConfigureAwait(false)).Utf8.Span);
        var session = _core.Rent();
        try
        {
            await session.RunAsync(entry, model, RenderRequest.None, generation, new RenderReport(), keyed: null, cancellation).ConfigureAwait(false);
            await session.FillAsync(session.Output).ConfigureAwait(false);
            session.Learn();
            return session.Output.ToText();
        }
        finally
        {
            _core.Return(session);
        }
    }

    /// <summary>Renders to UTF-8 bytes; as <see cref="RenderAsync(string, object?, CacheKey?, CacheExpire?, string?, string?, CancellationToken)"/>.</summary>
    public async ValueTask<byte[]> RenderBytesAsync(string template, object? model = null, CacheKey? cacheKey = null, CacheExpire? cacheExpire = null,
        string? cacheType = null, string? cacheRegion = null, CancellationToken cancellation = default)
    {
        var output = new ArrayBufferWriter<byte>();
        await RenderAsync(output, template, model, cacheKey, cacheExpire, cacheType, cacheRegion, cancellation).ConfigureAwait(false);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Renders into a writer, as UTF-8; as <see cref="RenderAsync(string, object?, CacheKey?, CacheExpire?, string?, string?, CancellationToken)"/>.
    /// Nothing is written where the render fails.
    /// </summary>
    public ValueTask RenderAsync(IBufferWriter<byte> output, string template, object? model = null, CacheKey? cacheKey = null,
        CacheExpire? cacheExpire = null, string? cacheType = null, string? cacheRegion = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var generation = _core.Graph.Generation;
        var entry = Find(template, generation);
        if (_core.Explains(RenderRequest.None) || IsCached(entry, new(cacheKey, cacheExpire, cacheType, cacheRegion))) return WritePageAsync(output, template, model, cacheKey, cacheExpire, cacheType, cacheRegion, cancellation);
        var session = _core.Rent();
        ValueTask running;
        try
        {
            running = session.RunAsync(entry, model, RenderRequest.None, generation, session.OwnReport, keyed: null, cancellation);
            if (!running.IsCompletedSuccessfully || session.Output.HasHoles) return FinishAsync(session, running, output);
            session.Learn();
            output.Write(session.Output.Written);
        }
        catch
        {
            _core.Return(session);
            throw;
        }
        _core.Return(session);
        return default;
    }

    /// <summary>
    /// Renders a page with its ETag and a report of how it was made; as
    /// <see cref="RenderAsync(string, object?, CacheKey?, CacheExpire?, string?, string?, CancellationToken)"/>.
    /// </summary>
    /// <param name="template">The template's name below its source; the extension may be left out.</param>
    /// <param name="model">The model, or a function or task that gives it.</param>
    /// <param name="cacheKey">The version of the page inside the template's namespace.</param>
    /// <param name="cacheExpire">How long it is fresh: seconds, a <see cref="TimeSpan"/>, or <see cref="CacheExpire.Never"/>.</param>
    /// <param name="cacheType">The store; the region's unless given.</param>
    /// <param name="cacheRegion">The region: a named policy and store (<see cref="CacheManagerOptions.Regions"/>).</param>
    /// <param name="forbidsStoring">
    /// Asked when this call has rendered the page and before it is stored: why it must not be, or null where it may. A page turns out
    /// to be one client's own only while its model is loaded. What is forbidden goes to this caller alone; whoever waited for it
    /// renders anew. It is not asked where the page comes from the cache or from another call.
    /// </param>
    /// <param name="request">What the render may know of who asked for the page.</param>
    /// <param name="cancellation">Cancels this call, and its render where nobody else waits for it.</param>
    public async ValueTask<RenderedPage> RenderPageAsync(string template, object? model = null, CacheKey? cacheKey = null, CacheExpire? cacheExpire = null,
        string? cacheType = null, string? cacheRegion = null, Func<string?>? forbidsStoring = null, RenderRequest? request = null, CancellationToken cancellation = default)
    {
        request ??= RenderRequest.None;
        var time = _core.Options.Time;
        var started = time.GetTimestamp();
        var report = new RenderReport();
        var generation = _core.Graph.Generation;
        var entry = Find(template, generation);
        (var plan, var loaded) = await PlanAsync(entry, model, request, new(cacheKey, cacheExpire, cacheType, cacheRegion), generation, report, cancellation).ConfigureAwait(false);
        var making = new Making(_core, entry, loaded.Model, request, generation, report)
        {
            Said = loaded.Said,
            ForbidsStoring = forbidsStoring,
            Keyed = plan?.Keyed ?? [],
            Key = plan?.Key ?? cacheKey,
            Started = started,
        };
        var rendition = plan is { Key: var key, Options: var options }
            ? await CachedAsync(making, key, options, cancellation).ConfigureAwait(false)
            : await making.RenderAsync(cancellation).ConfigureAwait(false);
        var page = new RenderedPage(rendition, report) { Extension = _core.ContentExtensionOf(entry.Name) };
        if (rendition.Content.HasHoles) page = await FillAsync(page, making, cancellation).ConfigureAwait(false);
        report.Elapsed = time.GetElapsedTime(started);
        report.Finish();
        _core.LogRendered(entry.Name, report);
        return page;
    }

    // Its ETag first: who has the page already needs none of its holes.
    private async ValueTask<RenderedPage> FillAsync(RenderedPage page, Making making, CancellationToken cancellation)
    {
        var session = _core.Rent();
        try
        {
            session.Identify(making.Key, isFilling: true);
            session.BeginFilling(making.Entry, making.Model, making.Request, making.Generation, making.Report, cancellation);
            var etag = await session.VersionAsync(page.Rendition.Content).ConfigureAwait(false) is { } version
                ? RenditionDigest.Of(Encoding.UTF8.GetBytes($"{page.Rendition.ETag}{version}"))
                : null;
            if (etag is not null && making.Request.Knows?.Invoke(etag) == true) return page with { ETag = etag, IsKnown = true, Utf8 = default };
            making.Report.Elapsed = _core.Options.Time.GetElapsedTime(making.Started);
            session.Serve(etag);
            await session.FillAsync(page.Rendition.Content, session.Output).ConfigureAwait(false);
            session.Learn();
            return page with { ETag = etag, Utf8 = session.Output.Written.ToArray() };
        }
        finally
        {
            _core.Return(session);
        }
    }

    private async ValueTask<Rendition> CachedAsync(Making making, CacheKey key, CacheEntryOptions asked, CancellationToken cancellation)
    {
        var (entry, generation, report) = (making.Entry, making.Generation, making.Report);
        var version = _core.VersionOf(entry, _core.Escapes(entry.Name), generation, out var edits);
        (making.Edits, making.Digest, making.StoredKey) = (edits, version, key);
        var why = new CacheExplanation();
        var options = asked with
        {
            Version = version ^ asked.Version,
            Accept = stored => stored is Rendition page && _core.IsCurrent(page, generation),
            Refresh = StaleRefresh.Caller,
            Explanation = why,
        };
        try
        {
            var rendition = await _core.Caches.GetCache(entry.Name)
                .GetOrCreateAsync(key, making, static (m, creation) => m.RenderAsync(creation), options, cancellation).ConfigureAwait(false);
            report.PageHit = !making.Ran;
            PageReport.Note(_core, making, rendition, why);
            if (making.Ran || rendition.Unstorable is null) return rendition;
            // Another call's page that must not be stored is not for this one either.
            report.PageHit = false;
            return await making.RenderAsync(cancellation).ConfigureAwait(false);
        }
        catch (CacheException error) when (error is not CacheConfigurationException)
        {
            throw new TemplateRenderException(error.Message, error);
        }
    }

    private async ValueTask WritePageAsync(IBufferWriter<byte> output, string template, object? model, CacheKey? key, CacheExpire? expire, string? type, string? region, CancellationToken cancellation) =>
        output.Write((await RenderPageAsync(template, model, key, expire, type, region, cancellation: cancellation).ConfigureAwait(false)).Utf8.Span);

    private async ValueTask FinishAsync(RenderSession session, ValueTask running, IBufferWriter<byte> output)
    {
        try
        {
            await running.ConfigureAwait(false);
            await session.FillAsync(session.Output).ConfigureAwait(false);
            session.Learn();
            output.Write(session.Output.Written);
        }
        finally
        {
            _core.Return(session);
        }
    }

    private TemplateEntry Find(string template, long generation)
    {
        ArgumentException.ThrowIfNullOrEmpty(template);
        return _core.Graph.Find(template, null, generation) ?? throw NotFound(template, generation);
    }

    private TemplateNotFoundException NotFound(string template, long generation)
    {
        List<string> tried = [];
        _core.Graph.Find(template, null, generation, tried.Add);
        return new(tried.Count == 0
                ? $"'{template}' is no name of a template: names are parts with slashes between them, and never lead out of their folder."
                : $"There is no template '{template}'. Looked for {string.Join(", ", tried)}. Add it, or check {nameof(RendererOptions)}.{nameof(RendererOptions.Templates)}.");
    }
}
