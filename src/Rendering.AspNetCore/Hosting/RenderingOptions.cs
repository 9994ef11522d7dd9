using Caching;
using Microsoft.AspNetCore.Http;
using Rendering.Templates;

namespace Rendering.AspNetCore;

/// <summary>
/// The options of <see cref="RenderingServices.AddRendering"/>. The simple ones are also read from the section
/// <c>Rendering</c> of the configuration.
/// </summary>
public sealed class RenderingOptions
{
    private readonly ITemplateSource _none;

    /// <summary>The options with their defaults.</summary>
    public RenderingOptions() => _none = Renderer.Templates;

    /// <summary>The folder of the templates, relative to the content root of the host.</summary>
    public string Folder { get; set; } = "templates";

    /// <summary>
    /// When an edit of a template is noticed. Null: at every render in the Development environment, else by a watch on the
    /// folder.
    /// </summary>
    public TemplateReload? Reload { get; set; }

    /// <summary>Whether the ETags of rendered pages are weak, as they have to be where a proxy alters what is sent. False.</summary>
    public bool WeakEtags { get; set; }

    /// <summary>
    /// The headers that templates may add to the response (<c>&lt;% response_header "Link", "&lt;/a.css&gt;; rel=preload" %&gt;</c>). A template
    /// author is not trusted with what frames, stores or redirects.
    /// </summary>
    public ISet<string> TemplateHeaders { get; } = new HashSet<string>(["Content-Language", "Link", "X-Robots-Tag"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a request is a preview of what is not published (<see cref="RenderRequest.IsPreview"/>). Its pages neither come from the caches
    /// nor go there, nor into a browser's: they are sent with no-store. Null: no request is.
    /// </summary>
    public Func<HttpContext, bool>? IsPreview { get; set; }

    /// <summary>
    /// Whether pages of HTML end with a comment that says what became of each cached section, and why. In the Development environment only,
    /// since keys and tags are in it.
    /// </summary>
    public bool ExplainInPages { get; set; }

    /// <summary>Which requests <see cref="ExplainInPages"/> is for, such as those with a switch in their query; null: all.</summary>
    public Func<HttpContext, bool>? ExplainWhen { get; set; }

    /// <summary>
    /// Whether responses have a <c>Server-Timing</c> header with what became of the page and of the sections that were not served from the cache.
    /// It names templates, and neither keys nor tags.
    /// </summary>
    public bool ServerTiming { get; set; }

    /// <summary>
    /// The header that names the tags of a page for a cache in front of the site: <c>Surrogate-Key</c> (separated by spaces) or <c>Cache-Tag</c>
    /// (by commas). Characters outside of letters, digits and <c>-._~</c> are percent-encoded. A page with more than 16 KB of tags is sent as
    /// private, since a cache could not be told to drop it. Null: none.
    /// </summary>
    public string? TagHeader { get; set; }

    /// <summary>The options of the renderer. Templates set here replace the folder.</summary>
    public RendererOptions Renderer { get; } = new();

    /// <summary>The stores, regions and bounds of the caches.</summary>
    public CacheManagerOptions Caching { get; } = new();

    internal ITemplateSource? OwnTemplates => ReferenceEquals(Renderer.Templates, _none) ? null : Renderer.Templates;
}
