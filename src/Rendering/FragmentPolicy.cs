using Rendering.Fragments;

namespace Rendering;

/// <summary>What a section says of its cache, over the site's defaults.</summary>
internal static class FragmentPolicy
{
    /// <summary>A section's store and region.</summary>
    public static (string? Type, string? Region) StoreOf(this RendererCore core, in FragmentSpec spec) =>
        spec.Region is not null ? (spec.Type, spec.Region) : (spec.Type ?? core.Options.Fragments.Type, core.Options.Fragments.Region);

    /// <summary>The section with what the site's defaults say of its store and life.</summary>
    public static FragmentSpec Resolve(this RendererCore core, in FragmentSpec spec)
    {
        if (spec.Region is not null) return spec;
        var defaults = core.Options.Fragments;
        return spec with
        {
            Type = spec.Type ?? defaults.Type,
            Region = defaults.Region,
            Expire = spec.Expire ?? defaults.Expire,
            Sliding = spec.Sliding ?? defaults.Sliding,
            Stale = spec.Stale ?? defaults.Stale,
        };
    }
}
