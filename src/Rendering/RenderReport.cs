using Rendering.Fragments;

namespace Rendering;

/// <summary>How a page was made.</summary>
public sealed class RenderReport
{
    private readonly List<FragmentReport> _fragments = [];

    /// <summary>True: the page was served from the cache; false: it was rendered to be cached; null: nobody asked for caching.</summary>
    public bool? PageHit { get; internal set; }

    /// <summary>Cached sections that were served from the cache while this call rendered.</summary>
    public int FragmentHits { get; internal set; }

    /// <summary>Cached sections that this call rendered.</summary>
    public int FragmentMisses { get; internal set; }

    /// <summary>Wall time from the call to the finished bytes.</summary>
    public TimeSpan Elapsed { get; internal set; }

    /// <summary>
    /// What became of the page in the cache, and why; null unless an explanation was asked for (<see cref="RendererOptions.Explain"/>,
    /// <see cref="RenderRequest.Explain"/>), and where nobody asked for caching.
    /// </summary>
    public FragmentReport? Page { get; internal set; }

    /// <summary>
    /// What became of each cached section that this call met, and why, in the order in which they begin; empty unless an explanation was
    /// asked for. A section inside one that was served is not met.
    /// </summary>
    public IReadOnlyList<FragmentReport> Fragments => _fragments;

    /// <summary>
    /// The report as an HTML comment, UTF-8, to be written behind a page of HTML and nowhere else. Nothing in it, whatever the keys and tags are,
    /// ends the comment.
    /// </summary>
    public byte[] ToHtmlComment() => HtmlComment.Of(this);

    /// <summary>Keeps a place for a section that begins; what is inside it comes behind.</summary>
    internal int Begin()
    {
        _fragments.Add(null!);
        return _fragments.Count - 1;
    }

    internal void End(int place, FragmentReport report) => _fragments[place] = report;

    /// <summary>Drops what never ended, since it failed.</summary>
    internal void Finish() => _fragments.RemoveAll(static fragment => fragment is null);
}
