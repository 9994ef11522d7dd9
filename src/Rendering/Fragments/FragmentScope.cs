using System.Text;

namespace Rendering.Fragments;

/// <summary>
/// What is collected while a section or a page is rendered: tags, lifetime, dependencies and captures. A section's scope merges
/// into the one around it when it is rendered and when it is served from the cache alike.
/// </summary>
public sealed class FragmentScope
{
    private readonly PageParts? _page;
    private readonly int _captureLimit;
    private long _captured;
    private HashSet<string>? _tags;
    private HashSet<TemplateDependency>? _dependencies;
    private List<Capture>? _captures;

    internal FragmentScope(PageParts? page, int captureLimit)
    {
        _page = page;
        _captureLimit = captureLimit;
    }

    /// <summary>Why what is rendered must not be stored; null while it may be.</summary>
    public string? Unstorable { get; private set; }

    internal IReadOnlyCollection<string> Tags => _tags ?? (IReadOnlyCollection<string>)[];

    internal DateTimeOffset FreshUntil { get; private set; } = DateTimeOffset.MaxValue;

    internal DateTimeOffset StaleUntil { get; private set; } = DateTimeOffset.MaxValue;

    internal IReadOnlyCollection<TemplateDependency> Dependencies => _dependencies ?? (IReadOnlyCollection<TemplateDependency>)[];

    internal IReadOnlyList<Capture> Captures => [.. _captures ?? [], .. _exports ?? []];

    /// <summary>Adds a tag: invalidating it voids what is being rendered, and everything around it.</summary>
    public void Tag(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        if (FragmentName.IsReserved(tag)) throw new ArgumentException("A tag that begins with the control character U+0001 is kept for the names of fragments.", nameof(tag));
        Add(tag);
    }

    internal void Add(string tag)
    {
        (_tags ??= new(StringComparer.Ordinal)).Add(tag);
    }

    /// <summary>Bounds the life of what is being rendered, and of everything around it.</summary>
    /// <param name="freshUntil">It is not served as fresh past this time.</param>
    /// <param name="staleUntil">It is not served at all past this time.</param>
    public void Shorten(DateTimeOffset freshUntil, DateTimeOffset staleUntil)
    {
        if (freshUntil < FreshUntil) FreshUntil = freshUntil;
        if (staleUntil < StaleUntil) StaleUntil = staleUntil;
    }

    /// <summary>Forbids to store what is being rendered, and everything around it.</summary>
    /// <param name="reason">Why, for people who wonder.</param>
    public void NoStore(string reason) => Unstorable ??= reason;

    /// <summary>The values of the request that are in the key of what is being rendered; null where it is not for the caches.</summary>
    internal RequestValue[]? Keyed { get; set; }

    /// <summary>
    /// Notes that a value of the request is read. What is being rendered for the caches without that value in its key must not be stored,
    /// nor anything around it. A section whose key has a value has read it from what is around the section.
    /// </summary>
    /// <returns>False where this forbids storing.</returns>
    public bool Read(RequestValue value)
    {
        if (Keyed is null || Array.IndexOf(Keyed, value) >= 0) return true;
        NoStore($"it reads {value} of the request, which is not in its key");
        return false;
    }

    /// <summary>
    /// A side effect that a hit must replay: a section's content, a layout's name. It takes effect once what is being rendered is
    /// part of the page.
    /// </summary>
    /// <exception cref="LimitException">All captures together are larger than the output may be.</exception>
    public void Capture(Capture capture)
    {
        _captured += capture.Content.Utf8.Length;
        if (_captured > _captureLimit)
            throw new LimitException($"Sections for the layout are larger than {_captureLimit:N0} bytes together. Raise {nameof(TemplateLimits)}.{nameof(TemplateLimits.OutputBytes)}.");
        (_captures ??= []).Add(capture);
        _page?.Apply(capture);
    }

    /// <summary>Empties the scope for the next page; renditions made from it keep what they copied.</summary>
    internal void Clear()
    {
        _tags?.Clear();
        _dependencies?.Clear();
        _captures?.Clear();
        _exports?.Clear();
        _captured = 0;
        Keyed = null;
        Unstorable = null;
        FreshUntil = StaleUntil = DateTimeOffset.MaxValue;
    }

    internal void DependOn(TemplateDependency dependency) => (_dependencies ??= []).Add(dependency);

    // Not for whoever is around the section, only for the statement behind it: kept apart from the other captures until it asks.
    private List<Capture>? _exports;

    internal void Export(string name, string value)
    {
        _exports?.RemoveAll(export => export.Name == name);
        (_exports ??= []).Add(new Capture(Fragments.Capture.Variable, name, new(Encoding.UTF8.GetBytes(value))));
    }

    /// <summary>The text of a variable that a section has let out, once; null where it has not.</summary>
    internal string? TakeExport(string name)
    {
        var index = _exports?.FindIndex(export => export.Name == name) ?? -1;
        if (index < 0) return null;
        var value = Encoding.UTF8.GetString(_exports![index].Content.Utf8.Span);
        _exports.RemoveAt(index);
        return value;
    }

    internal void Merge(Rendition rendition)
    {
        if (rendition.HasEffects)
        {
            // By index: an enumerator of a list is an object, and a hit makes none.
            for (var i = 0; i < rendition.Tags.Count; i++) Add(rendition.Tags[i]);
            for (var i = 0; i < rendition.Dependencies.Count; i++) DependOn(rendition.Dependencies[i]);
            for (var i = 0; i < rendition.Captures.Count; i++)
                if (rendition.Captures[i] is { Kind: Fragments.Capture.Variable } export) (_exports ??= []).Add(export);
                else Capture(rendition.Captures[i]);
        }
        Shorten(rendition.FreshUntil, rendition.StaleUntil);
        if (rendition.Unstorable is { } reason) NoStore(reason);
    }
}

/// <summary>
/// A template that was looked for at run time and the digest it had then; 0 where it was looked for in vain.
/// </summary>
public readonly record struct TemplateDependency(string Template, ulong Digest);
