using Caching;
using Rendering.Templates;

namespace Rendering.Tests.Support;

/// <summary>A renderer over templates in a dictionary, with a clock that tests move. A name without an extension is Liquid.</summary>
internal sealed class Site
{
    public Site(params (string Name, string Text)[] templates) : this(static _ => { }, templates)
    {
    }

    public Site(Action<RendererOptions> configure, params (string Name, string Text)[] templates) : this((CacheManagerOptions?)null, configure, templates)
    {
    }

    /// <summary>A renderer over caches of the test's.</summary>
    public Site(CacheManagerOptions? caches, Action<RendererOptions>? configure = null, params (string Name, string Text)[] templates)
    {
        foreach (var (name, text) in templates) this[name] = text;
        Options = new RendererOptions { Templates = Templates, Time = Time };
        configure?.Invoke(Options);
        Renderer = new Renderer(Options, Caches = new CacheManager(caches, Time));
    }

    /// <summary>A renderer of these templates over caches of one's own, which asks of them what the page needs and no more.</summary>
    public Site(DictionaryTemplateSource templates, CacheManagerOptions caches)
    {
        Templates = templates;
        Options = new RendererOptions { Templates = Templates, Time = Time, Prefetch = false };
        Renderer = new Renderer(Options, Caches = new CacheManager(caches, Time));
    }

    /// <summary>A site with stores of the test's.</summary>
    public static Site Over(Action<CacheManagerOptions> stores, params (string Name, string Text)[] templates)
    {
        var caches = new CacheManagerOptions();
        stores(caches);
        return new(caches, null, templates);
    }

    public ManualTime Time { get; } = new();

    public DictionaryTemplateSource Templates { get; } = new();

    public RendererOptions Options { get; }

    public CacheManager Caches { get; }

    public Renderer Renderer { get; }

    /// <summary>The text of a template; setting it is an edit.</summary>
    public string? this[string name]
    {
        get => Templates[Full(name)];
        set => Templates[Full(name)] = value;
    }

    public async Task<string> RenderAsync(string name, object? model = null) => await Renderer.RenderAsync(name, model);

    public async Task<string> CachedAsync(string name, object? model = null, CacheKey? key = null) =>
        await Renderer.RenderAsync(name, model, key ?? "default");

    public async Task<RenderedPage> PageAsync(string name, object? model = null, CacheKey? key = null, CacheExpire? expire = null) =>
        await Renderer.RenderPageAsync(name, model, key, expire);

    /// <summary>The same templates, caches and clock behind another renderer, as after a deployment.</summary>
    public Renderer Deployed(Action<RendererOptions> configure)
    {
        var options = new RendererOptions { Templates = Templates, Time = Time };
        configure(options);
        return new Renderer(options, Caches);
    }

    public static async Task<string> OnceAsync(string template, object? model = null) => await new Site(("page", template)).RenderAsync("page", model);

    private static string Full(string name) => name.Contains('.', StringComparison.Ordinal) ? name : name + ".liquid";
}
