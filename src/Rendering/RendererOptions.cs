using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rendering.Engines;
using Rendering.Liquid;
using Rendering.Scriban;
using Rendering.Templates;
using Rendering.Values;

namespace Rendering;

/// <summary>Whether what templates print is escaped for HTML.</summary>
public enum EscapeMode
{
    /// <summary>
    /// By the page's name: <c>show.liquid</c>, <c>show.html.liquid</c> and <c>feed.xml.liquid</c> are escaped, <c>mail.txt.liquid</c>,
    /// <c>robots.txt.liquid</c> and <c>data.json.liquid</c> are not. Partials and layouts follow their page.
    /// </summary>
    ByName,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Never: for plain text only.</summary>
    Never,
}

/// <summary>The options of a <see cref="Renderer"/>. Set them before it is made; it reads them once.</summary>
public sealed class RendererOptions
{
    internal const string LiquidExtension = ".liquid";

    internal static readonly string[] ScribanExtensions = [".scriban", ".sbn", ".scriban-html", ".sbn-html"];

    /// <summary>Where templates come from.</summary>
    public ITemplateSource Templates { get; set; } = new DictionaryTemplateSource();

    /// <summary>Engines by file extension (<c>.liquid</c>), besides or in place of the built-in ones.</summary>
    public Dictionary<string, ITemplateEngine> Engines { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The options of the built-in Liquid engine.</summary>
    public LiquidOptions Liquid { get; set; } = new();

    /// <summary>The options of the built-in Scriban engine.</summary>
    public ScribanOptions Scriban { get; set; } = new();

    /// <summary>Which members of the host's objects templates see.</summary>
    public MemberPolicy Members { get; set; } = new();

    /// <summary>Whether what templates print is escaped.</summary>
    public EscapeMode Escape { get; set; } = EscapeMode.ByName;

    /// <summary>
    /// An object whose members every template sees, isolated partials too, where nothing nearer has the name: the site's settings.
    /// </summary>
    public object? Globals { get; set; }

    /// <summary>The bounds of a render.</summary>
    public TemplateLimits Limits { get; set; } = new();

    /// <summary>The culture for languages that ask for one.</summary>
    public CultureInfo Culture { get; set; } = CultureInfo.InvariantCulture;

    /// <summary>The clock of templates, and of the caches where the renderer makes its own.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>False renders everything anew, as if no template and no call asked for caching.</summary>
    public bool Caching { get; set; } = true;

    /// <summary>As <see cref="RenderRequest.Explain"/>, for every render. Then each section costs a little more, also one that is in memory.</summary>
    public bool Explain { get; set; }

    /// <summary>
    /// What becomes of cached sections that read what their keys do not tell. Null: nothing; a host warns while a site is developed.
    /// </summary>
    public FreeVariableMode? FreeVariables { get; set; }

    /// <summary>
    /// Whether what the last renders of a page asked a remote store for is read ahead for the next one, in one round trip. It keeps a list of
    /// keys for each page, in the process and in the store.
    /// </summary>
    public bool Prefetch { get; set; } = true;

    /// <summary>
    /// The namespaces of the caches that templates may read with <c>cache["name"]</c>, besides those of templates. None unless added:
    /// what the host caches for itself is its own.
    /// </summary>
    public HashSet<string> CacheNamespaces { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>What cached sections and partials take where nothing nearer says it.</summary>
    public FragmentDefaults Fragments { get; set; } = new();

    /// <summary>What keys may have of a request: the culture, and values of the host's own.</summary>
    public VaryOptions Vary { get; private set; } = new();

    /// <summary>Gets a warning, once for each place in a template, about what could not be stored. Nowhere unless set.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;

    /// <summary>What is said of a template that is looked for in vain.</summary>
    public Func<string, string> MissingTemplate { get; set; } = static name => $"Could not find asset {name}";

    /// <summary>The same options once more, for a renderer that differs in some.</summary>
    public RendererOptions Clone()
    {
        var clone = (RendererOptions)MemberwiseClone();
        clone.Engines = new(Engines, StringComparer.OrdinalIgnoreCase);
        clone.Vary = new(Vary);
        clone.CacheNamespaces = new(CacheNamespaces, StringComparer.Ordinal);
        return clone;
    }
}
