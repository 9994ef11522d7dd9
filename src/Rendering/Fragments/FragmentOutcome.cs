namespace Rendering.Fragments;

/// <summary>What became of a cached section, or of a page, in one render.</summary>
public enum FragmentOutcome
{
    /// <summary>It was served from the cache, fresh.</summary>
    Hit,

    /// <summary>It was served from the cache past its expire: inside its stale window, or since making it anew failed.</summary>
    StaleHit,

    /// <summary>Another render was making it, and this one waited.</summary>
    Joined,

    /// <summary>This render made it.</summary>
    Made,

    /// <summary>The cache was not asked.</summary>
    Uncached,
}

/// <summary>Why a section or page was made, and not served from the cache.</summary>
public enum FragmentReason
{
    /// <summary>It was served.</summary>
    None,

    /// <summary>Nothing was stored under its key.</summary>
    Absent,

    /// <summary>What was stored is past its expire and its stale window.</summary>
    Expired,

    /// <summary>What was stored is past its expire, and this render is the one that makes it anew; the others are served meanwhile.</summary>
    Stale,

    /// <summary>A tag of it, its namespace or everything was invalidated.</summary>
    Invalidated,

    /// <summary>Its template, or one that it includes or lays itself out in, has changed; or the engine's options have.</summary>
    TemplateChanged,

    /// <summary>Its <c>version:</c> is another one.</summary>
    VersionDiffers,

    /// <summary>One of the two: what is stored cannot say which.</summary>
    TemplateOrVersion,

    /// <summary>Under its key is something else than a rendition.</summary>
    OtherType,

    /// <summary>What was stored is foreign or damaged.</summary>
    Unreadable,

    /// <summary>The store could not be asked.</summary>
    StoreFailed,

    /// <summary>Another render's result must not be stored, and so not be shared either.</summary>
    Forbidden,

    /// <summary>Nobody knows: an item of a collection, for all of which the store is asked at once.</summary>
    NotSaid,

    /// <summary>A preview neither reads nor writes the caches.</summary>
    Preview,

    /// <summary>Caching is off, or its region is.</summary>
    Disabled,
}
