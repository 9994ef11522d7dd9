using System.Globalization;

namespace Rendering.Site.Building;

/// <summary>What all pages depend on besides templates and data: the library's own code and the renderer's options.</summary>
internal static class Settings
{
    /// <summary>Something that changes with them; null where that cannot be told, and everything is made anew.</summary>
    public static async ValueTask<string?> DigestAsync(Renderer renderer, RendererOptions options, HoleMode holes, CancellationToken cancellation)
    {
        var globals = (await renderer.DigestAsync(options.Globals, cancellation).ConfigureAwait(false)).Digest;
        if (globals is null) return null;
        var missing = options.MissingTemplate.Method;
        var namespaces = string.Join(',', options.CacheNamespaces.Order(StringComparer.Ordinal));
        // What a page reads of a request that there is not: the host's functions may give something all the same.
        var values = string.Join(',', options.Vary.Values.OrderBy(static value => value.Key, StringComparer.Ordinal)
            .Select(static value => $"{value.Key}={Code(value.Value.Method.Module)}:{value.Value.Method.MetadataToken:x}"));
        // Templates have their engines' options and filters in their own digests. A pass over the limits may be printed.
        return string.Create(CultureInfo.InvariantCulture,
            $"{Code(typeof(Renderer))} {Code(typeof(StaticSite))} {options.Culture.Name} {options.Limits} {Code(missing.Module)}:{missing.MetadataToken:x} {globals} {namespaces} {values} {holes}");
    }

    private static string Code(Type type) => Code(type.Module);

    private static string Code(System.Reflection.Module module) => module.ModuleVersionId.ToString("N");
}
