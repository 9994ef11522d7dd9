using System.Collections.Frozen;

namespace Caching.Configuration;

/// <summary>The settings of a region, which those of the defaults are too: one line a field.</summary>
internal static class RegionFields
{
    private static readonly FrozenDictionary<string, Func<CacheRegion, Setting, CacheRegion>> Table =
        new Dictionary<string, Func<CacheRegion, Setting, CacheRegion>>
        {
            ["Type"] = static (region, setting) => region with { Type = setting.Text() },
            ["Enabled"] = static (region, setting) => region with { Enabled = setting.Flag() },
            ["Expire"] = static (region, setting) => region with { Expire = setting.Expire() },
            ["Sliding"] = static (region, setting) => region with { Sliding = setting.PositiveSpanOrNever() },
            ["Jitter"] = static (region, setting) => region with { Jitter = setting.Part() },
            ["Stale"] = static (region, setting) => region with { Stale = setting.Span() },
            ["StaleIfError"] = static (region, setting) => region with { StaleIfError = setting.Span() },
            ["RetryAfter"] = static (region, setting) => region with { RetryAfter = setting.Span() },
            ["RefreshAfter"] = static (region, setting) => region with { RefreshAfter = setting.Part() },
            ["SoftTimeout"] = static (region, setting) => region with { SoftTimeout = setting.PositiveSpan() },
            ["HardTimeout"] = static (region, setting) => region with { HardTimeout = setting.PositiveSpan() },
            ["FailureExpire"] = static (region, setting) => region with { FailureExpire = setting.Span() },
            ["Secret"] = static (region, setting) => region with { Secret = setting.Text() },
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> Names => Table.Keys;

    /// <summary>The region with one field more, whose name is one of <see cref="Names"/>.</summary>
    public static CacheRegion Set(CacheRegion region, string name, Setting setting) => Table[name](region, setting);
}
