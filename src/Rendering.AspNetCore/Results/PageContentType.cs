using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace Rendering.AspNetCore;

/// <summary>
/// The Content-Type of a page whose handler says none. What a template prints is escaped by its name, so the type has to
/// follow the name too: <c>data.json.liquid</c>, which is not escaped, must never arrive as HTML.
/// </summary>
internal static class PageContentType
{
    private const string Html = "text/html; charset=utf-8";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".txt"] = "text/plain; charset=utf-8",
        [".text"] = "text/plain; charset=utf-8",
        [".ini"] = "text/plain; charset=utf-8",
        [".sql"] = "text/plain; charset=utf-8",
        [".md"] = "text/markdown; charset=utf-8",
        [".csv"] = "text/csv; charset=utf-8",
        [".tsv"] = "text/tab-separated-values; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".ics"] = "text/calendar; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".yml"] = "application/yaml; charset=utf-8",
        [".yaml"] = "application/yaml; charset=utf-8",
        [".toml"] = "application/toml; charset=utf-8",
        [".xml"] = "application/xml; charset=utf-8",
        [".rss"] = "application/rss+xml; charset=utf-8",
        [".atom"] = "application/atom+xml; charset=utf-8",
        [".svg"] = "image/svg+xml; charset=utf-8",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>By <see cref="RenderedPage.Extension"/>, which also decides about escaping; what it does not say is HTML.</summary>
    public static string Of(string extension) => Types.GetValueOrDefault(extension, Html);

    /// <summary>Whether what is sent as this type is read as HTML.</summary>
    public static bool IsHtml(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase);
}
