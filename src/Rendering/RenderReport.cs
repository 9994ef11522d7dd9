namespace Rendering;

/// <summary>How a page was made.</summary>
public sealed class RenderReport
{
    /// <summary>True: the page was served from the cache; false: it was rendered to be cached; null: nobody asked for caching.</summary>
    public bool? PageHit { get; internal set; }

    /// <summary>Cached sections that were served from the cache while this call rendered.</summary>
    public int FragmentHits { get; internal set; }

    /// <summary>Cached sections that this call rendered.</summary>
    public int FragmentMisses { get; internal set; }

    /// <summary>Wall time from the call to the finished bytes.</summary>
    public TimeSpan Elapsed { get; internal set; }
}
