namespace Caching;

/// <summary>Why a look-up found nothing to serve.</summary>
public enum CacheMiss
{
    /// <summary>It was no miss.</summary>
    None,

    /// <summary>Nothing is stored under the key.</summary>
    Absent,

    /// <summary>What is stored is past its expire and its stale window, or was not asked for within its sliding time.</summary>
    Expired,

    /// <summary>The namespace was cleared or a tag removed since it was made.</summary>
    Invalidated,

    /// <summary>It was made with another version.</summary>
    OtherVersion,

    /// <summary>It is of another type than the one asked for.</summary>
    OtherType,

    /// <summary>The caller's <see cref="CacheEntryOptions.Accept"/> refused it.</summary>
    NotAccepted,

    /// <summary>The stored bytes are foreign, damaged, or not signed with the region's secret.</summary>
    Unreadable,

    /// <summary>The store could not be asked.</summary>
    StoreFailed,

    /// <summary>The region is switched off.</summary>
    Disabled,
}
