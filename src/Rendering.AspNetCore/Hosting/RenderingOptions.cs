using Caching;
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

    /// <summary>The options of the renderer. Templates set here replace the folder.</summary>
    public RendererOptions Renderer { get; } = new();

    /// <summary>The stores, regions and bounds of the caches.</summary>
    public CacheManagerOptions Caching { get; } = new();

    internal ITemplateSource? OwnTemplates => ReferenceEquals(Renderer.Templates, _none) ? null : Renderer.Templates;
}
