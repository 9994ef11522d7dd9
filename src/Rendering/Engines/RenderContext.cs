using System.Globalization;
using Caching;
using Rendering.Fragments;
using Rendering.Output;

namespace Rendering.Engines;

/// <summary>What a template may use of the render that it is part of. One for each render; not thread-safe.</summary>
public abstract class RenderContext
{
    private static readonly RendererOptions Plain = new();

    private RenderBudget? _budget;

    /// <summary>The model, resolved where it was given as a function or task.</summary>
    public abstract object? Model { get; }

    /// <summary>An object whose members every template sees, where nothing nearer has the name; null for none.</summary>
    public abstract object? Globals { get; }

    /// <summary>The name of the template that is being rendered; the namespace of what it caches.</summary>
    public abstract string Template { get; }

    /// <summary>Who asked for the page.</summary>
    public virtual RenderRequest Request => RenderRequest.None;

    /// <summary>Its values, those of the host included.</summary>
    internal virtual RequestView RequestView => new(Request, Plain);

    /// <summary>
    /// Reads a value of the request. That it was read is noted (<see cref="FragmentScope.Read"/>): a cached section that does not have it in
    /// its key is not stored, and the log says where it was read.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="template">The template that reads it.</param>
    /// <param name="offset">The character where.</param>
    /// <returns>Null where the request does not have it.</returns>
    public string? ReadRequest(RequestValue value, TemplateSource template, int offset)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (!Scope.Read(value)) WarnUnkeyed(value, template, offset);
        return RequestView.Get(value);
    }

    /// <summary>The page that a hole is filled for; null anywhere but in a hole, and where nobody asked for the page by a request.</summary>
    internal virtual ServedPage? Served => null;

    internal virtual void WarnUnkeyed(RequestValue value, TemplateSource template, int offset)
    {
    }

    /// <summary>Bounds the life of what is being rendered, and of everything around it, from now on.</summary>
    /// <param name="life">How long it is fresh; the stale window behind it is that of a section with this expire.</param>
    public void Shorten(TimeSpan life)
    {
        var now = Caches.Time.GetUtcNow();
        if (life >= DateTimeOffset.MaxValue - now) return;
        var stale = CacheLife.DefaultStale(life);
        Scope.Shorten(now + life, stale < DateTimeOffset.MaxValue - now - life ? now + life + stale : DateTimeOffset.MaxValue);
    }

    /// <summary>The culture of numbers and dates for languages that ask; invariant unless set.</summary>
    public abstract CultureInfo Culture { get; }

    /// <summary>The clock; it is read once a render where an engine can help it.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>The bounds of this render.</summary>
    public abstract TemplateLimits Limits { get; }

    /// <summary>What is left of the limits.</summary>
    internal virtual RenderBudget Budget => _budget ??= RenderBudget.Begun(Limits, Time);

    /// <summary>Whether the page's output is HTML, which is escaped unless a template opts out.</summary>
    public abstract bool Escape { get; }

    /// <summary>Cancelled when nobody waits for the result any longer.</summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>The caches, for templates that use them by name.</summary>
    public abstract CacheManager Caches { get; }

    /// <summary>Where tags, lifetimes, dependencies and captures of the enclosing section or page are collected.</summary>
    public abstract FragmentScope Scope { get; }

    /// <summary>
    /// What the page hands to its layout. A template asks for a layout by a capture (<see cref="Capture.Layout"/>), wherever it is
    /// in the page; who rendered the page lays it out, unless its own engine has done so.
    /// </summary>
    public abstract PageParts Page { get; }

    /// <summary>False in a partial, whose layout and sections are the page's.</summary>
    public virtual bool IsPage => true;

    /// <summary>Whether <see cref="Model"/> is the page's: a partial of another language has its own.</summary>
    internal virtual bool HasPageModel => IsPage;

    /// <summary>Whether this template, as against those it includes, is the page's own.</summary>
    internal virtual bool IsOfPage => true;

    /// <summary>Fills the holes in what was written since a mark, since it is about to become text.</summary>
    internal virtual ValueTask FillTextAsync(Utf8Output output, int mark) =>
        throw new InvalidOperationException("Only the renderer's own contexts fill holes.");

    /// <summary>
    /// Loads another template and records that it was found or not found, so that a cached rendition knows.
    /// </summary>
    /// <param name="name">The name, as a template gives it; the extension may be left out.</param>
    /// <param name="from">The template that asks: its extension is tried first, and what it names in its text is no run-time dependency.</param>
    /// <returns>Null where no source has it.</returns>
    public abstract ValueTask<ICompiledTemplate?> LoadAsync(string name, string? from = null);

    /// <summary>What to say of a template that was looked for in vain.</summary>
    public virtual string MissingTemplate(string name) => $"Could not find asset {name}";

    /// <summary>
    /// What entries of a namespace must have been made with to be read by this page: a template's digest. 0 for a namespace that
    /// the host has opened to templates; null for one that it has not.
    /// </summary>
    public abstract ulong? VersionOf(string ns);

    /// <summary>A context for a partial: the same page, cache scope and limits, another template and model.</summary>
    /// <exception cref="LimitException">Too many partials are inside one another.</exception>
    public abstract RenderContext ForPartial(string template, object? model);

    /// <summary>Writes a cached section that is fresh and in this process. Allocates nothing.</summary>
    /// <param name="spec">How it is cached.</param>
    /// <param name="key">Its key, as <see cref="CacheKeyWriter.Written"/> gives it.</param>
    /// <param name="output">Where it is written.</param>
    /// <returns>False where it must be asked for with <see cref="FragmentAsync"/>.</returns>
    public abstract bool TryFragment(in FragmentSpec spec, ReadOnlySpan<char> key, IRenderOutput output);

    /// <summary>Writes a cached section: from the cache, or by rendering <paramref name="body"/> and storing what it wrote.</summary>
    public abstract ValueTask FragmentAsync(FragmentSpec spec, CacheKey key, IFragmentBody body, IRenderOutput output);

    /// <summary>As <see cref="TryFragment"/>, but not yet written: null where it must be asked for.</summary>
    public virtual Rendition? FindFragment(in FragmentSpec spec, ReadOnlySpan<char> key) => null;

    /// <summary>
    /// Writes sections of one kind in their order, as <see cref="FragmentAsync"/> does for each; a key given twice is one section. A context
    /// that can reads those not found at once, and renders and stores what is missing at once; this one goes one by one.
    /// </summary>
    /// <param name="spec">How they are cached; its version is that of all of them.</param>
    /// <param name="items">Their keys and versions. It is not used after the call.</param>
    /// <param name="bodies">Renders those that are missing.</param>
    /// <param name="output">Where they are written.</param>
    public virtual async ValueTask FragmentsAsync(FragmentSpec spec, ReadOnlyMemory<FragmentItem> items, IFragmentBodies bodies, IRenderOutput output)
    {
        ArgumentNullException.ThrowIfNull(bodies);
        for (var i = 0; i < items.Length; i++)
        {
            var (key, version, _) = items.Span[i];
            var body = new ItemBody(bodies, i, prepares: true);
            await FragmentAsync(spec with { Version = spec.Version ^ version }, key, body, output).ConfigureAwait(false);
            if (body.Result == FragmentResult.Ended) return;
        }
    }
}
