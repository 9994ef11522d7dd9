using Caching;
using Rendering.Fragments;

namespace Rendering.Diagnostics;

/// <summary>
/// What renditions are made of, asked both ways: what is this page made of, and what changes if a template, a tag or a fragment does. It knows
/// what this process has made or served, the last 10,000 renditions, and of 100,000 sections, tags and looked up templates in them; an entry of one that is stored no more is harmless. For people, their
/// tools and headers; what is served is decided by the renditions themselves.
/// </summary>
public sealed class DependencyIndex
{
    // Of a few hundred bytes each: some megabytes.
    internal const int Most = 10_000;

    // A page may have thousands of sections, tags and looked up templates, and as many keys as its visitors like: all together, of some
    // hundred bytes each, are bounded too. The newest is always kept.
    internal const int MostParts = 100_000;

    private readonly RendererCore _core;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Namespace, CacheKey Key), LinkedListNode<IndexedRendition>> _renditions = [];
    private readonly LinkedList<IndexedRendition> _newest = [];
    private long _parts;

    internal DependencyIndex(RendererCore core) => _core = core;

    /// <summary>What a page is made of; null where this process has neither made nor served it.</summary>
    /// <param name="template">The template's name below its source; the extension may be left out.</param>
    /// <param name="key">The key that the page is cached under; <c>default</c> unless given.</param>
    /// <exception cref="TemplateException">The template does not parse.</exception>
    public RenditionDependencies? Of(string template, CacheKey? key = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(template);
        var known = Snapshot();
        return known.TryGetValue((_core.NameOf(template), key ?? "default"), out var found) ? Describe(found, known) : null;
    }

    /// <summary>The renditions that an edit of this template voids.</summary>
    /// <param name="template">The template's name below its source; the extension may be left out. It need not exist any more.</param>
    public IReadOnlyList<RenditionDependencies> DependentsOfTemplate(string template)
    {
        ArgumentException.ThrowIfNullOrEmpty(template);
        var name = _core.NameOf(template);
        return Where(found => found.Templates.Any(dependency => dependency.Template == name));
    }

    /// <summary>The renditions that an invalidation of this tag voids.</summary>
    public IReadOnlyList<RenditionDependencies> DependentsOfTag(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        return Where(found => found.Tags.Contains(tag));
    }

    /// <summary>The renditions that are, or hold, a section of this name.</summary>
    public IReadOnlyList<RenditionDependencies> DependentsOfFragment(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Where(found => found.Name == name || found.Fragments.Any(fragment => fragment.Name == name));
    }

    internal void Note(in FragmentUse self, string template, bool isPage, Rendition rendition, IReadOnlyList<FragmentUse>? uses)
    {
        if (ReferenceEquals(rendition.IndexedBy, this) && uses is null) return;
        rendition.IndexedBy = this;
        var at = (self.Namespace, self.Key);
        lock (_gate)
        {
            if (_renditions.Remove(at, out var before))
            {
                Forget(before);
                // Read back from a store, which does not say what is inside; the same bytes hold the same.
                if (uses is null && before.Value.Digest.Value is { } digest && digest == rendition.ETag) uses = before.Value.Uses;
            }
            var added = _renditions[at] = _newest.AddLast(new IndexedRendition(self, template, isPage, rendition.Digest, rendition.Tags, rendition.Dependencies, uses ?? []));
            _parts += added.Value.Parts;
            while (_renditions.Count > Most || (_parts > MostParts && _renditions.Count > 1))
            {
                var oldest = _newest.First!;
                Forget(oldest);
                _renditions.Remove((oldest.Value.Self.Namespace, oldest.Value.Self.Key));
            }
        }
    }

    private void Forget(LinkedListNode<IndexedRendition> rendition)
    {
        _newest.Remove(rendition);
        _parts -= rendition.Value.Parts;
    }

    private List<RenditionDependencies> Where(Func<RenditionDependencies, bool> wanted)
    {
        var known = Snapshot();
        return [.. known.Values.Select(found => Describe(found, known)).Where(wanted)
            .OrderBy(static found => found.Namespace, StringComparer.Ordinal).ThenBy(static found => found.Key.ToString(), StringComparer.Ordinal)];
    }

    private Dictionary<(string, CacheKey), IndexedRendition> Snapshot()
    {
        lock (_gate) return _renditions.ToDictionary(static found => found.Key, static found => found.Value.Value);
    }

    private RenditionDependencies Describe(IndexedRendition found, Dictionary<(string, CacheKey), IndexedRendition> known)
    {
        var inside = new Dictionary<(string, CacheKey), FragmentUse>();
        var (templates, names) = (new SortedDictionary<string, ulong>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var work = new Queue<IndexedRendition>([found]);
        while (work.TryDequeue(out var next))
        {
            if (names.Add(next.Template)) _core.Graph.AddClosure(next.Template, templates);
            foreach (var use in next.Uses)
                if (inside.TryAdd((use.Namespace, use.Key), use) && known.TryGetValue((use.Namespace, use.Key), out var section)) work.Enqueue(section);
        }
        foreach (var dependency in found.Dependencies) templates[dependency.Template] = dependency.Digest;
        return new RenditionDependencies
        {
            Namespace = found.Self.Namespace,
            Key = found.Self.Key,
            IsPage = found.IsPage,
            Name = found.Self.Name,
            Templates = [.. templates.Select(static template => new TemplateDependency(template.Key, template.Value))],
            Tags = [.. found.Tags.Where(static tag => !FragmentName.IsReserved(tag)).Order(StringComparer.Ordinal)],
            Fragments = [.. inside.Values.Select(static use => new FragmentDependency(use.Namespace, use.Key, use.Name))],
        };
    }

    private sealed record IndexedRendition(FragmentUse Self, string Template, bool IsPage, KnownDigest Digest, IReadOnlyList<string> Tags,
        IReadOnlyList<TemplateDependency> Dependencies, IReadOnlyList<FragmentUse> Uses)
    {
        public int Parts => Tags.Count + Dependencies.Count + Uses.Count;
    }
}
