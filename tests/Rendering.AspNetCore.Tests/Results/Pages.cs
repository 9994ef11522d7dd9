using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rendering.Templates;

namespace Rendering.AspNetCore.Tests;

/// <summary>The same pages as minimal APIs below <c>/min</c> and as a controller below <c>/mvc</c>.</summary>
internal sealed class Pages
{
    private int _loads;

    public DictionaryTemplateSource Templates { get; } = new(new Dictionary<string, string>
    {
        ["page.liquid"] = "<h1>{{ name }}</h1>",
        ["sections.liquid"] = "{% for i in (1..3) %}<% cache 'one' %>1<% endcache %>{% endfor %}<% cache 'two' %>2<% endcache %>{{ name }}",
        ["missing.liquid"] = "Not found: {{ name }}",
        ["broken.liquid"] = "before {{ 'x' | no_such_filter }} after",
        ["data.json.liquid"] = "{\"name\":\"{{ name }}\"}",
    });

    /// <summary>How often a model was loaded.</summary>
    public int Loads => Volatile.Read(ref _loads);

    /// <summary>What the model says next.</summary>
    public string Name { get; set; } = "Gr\u00fc\u00dfe & <\u6f22>";

    public RenderedPage? Last { get; private set; }

    public static async Task<TestSite> StartAsync(Pages pages, Action<WebApplicationBuilder>? configure = null) => await TestSite.StartAsync(
        app =>
        {
            Map(app.MapGroup("/min"), pages);
            app.MapControllers();
        },
        builder =>
        {
            TestSite.AddController<PagesController>(builder);
            builder.Services.AddSingleton(pages).AddRendering(o => o.Renderer.Templates = pages.Templates);
            configure?.Invoke(builder);
        });

    public async Task<object> LoadAsync()
    {
        await Task.Yield();
        Interlocked.Increment(ref _loads);
        return new { name = Name };
    }

    public ReadOnlyMemory<byte> Tail(RenderedPage page)
    {
        Last = page;
        return Encoding.UTF8.GetBytes($"<!-- made {Guid.NewGuid()} -->");
    }

    private static void Map(RouteGroupBuilder group, Pages pages)
    {
        string[] methods = ["GET", "HEAD", "POST"];
        group.MapMethods("/page", methods, (HttpContext http) => http.Render("page", () => pages.LoadAsync()));
        group.MapMethods("/cached", methods, (HttpContext http) => http.Render("page", () => pages.LoadAsync(), cacheExpire: 3600));
        group.MapMethods("/keyed", methods, (HttpContext http) => http.Render("page", () => pages.LoadAsync(), cacheKey: http.Request.Query["k"].ToString(), cacheExpire: 3600));
        group.MapMethods("/plain", methods, (HttpContext http) =>
        {
            http.Response.ContentType = "text/plain";
            return http.Render("page", () => pages.LoadAsync(), cacheExpire: 3600);
        });
        group.MapMethods("/key", methods, (HttpContext http) =>
        {
            if (http.EtagCache("k1") is { } notModified)
                return notModified;
            http.Response.Headers.CacheControl = "public, max-age=60";
            return Results.Extensions.Render("page", () => pages.LoadAsync());
        });
        group.MapMethods("/own", methods, (HttpContext http) =>
        {
            http.Response.Headers.ETag = "W/\"own\"";
            return http.Render("page", () => pages.LoadAsync());
        });
        group.MapMethods("/with", methods, (HttpContext http) => http.Render("page", () => pages.LoadAsync()).WithEtag(_ => 7, weak: true));
        group.MapMethods("/none", methods, (HttpContext http) =>
        {
            http.NoCache();
            return http.Render("page", () => pages.LoadAsync(), cacheExpire: 3600);
        });
        group.MapMethods("/missing", methods, (HttpContext http) => http.Render("missing", () => pages.LoadAsync()).WithStatus(404));
        group.MapMethods("/tail", methods, (HttpContext http) => http.Render("sections", () => pages.LoadAsync(), cacheExpire: 3600).Append(pages.Tail));
        group.MapMethods("/broken", methods, (HttpContext http) => http.Render("broken"));
        group.MapMethods("/absent", methods, (HttpContext http) => http.Render("absent"));
        group.MapMethods("/json", methods, (HttpContext http) => http.Render("data.json", () => pages.LoadAsync()));
    }
}

[Route("mvc")]
public sealed class PagesController : ControllerBase
{
    private Pages All => HttpContext.RequestServices.GetRequiredService<Pages>();

    [Route("page")]
    public IActionResult Page() => this.Render("page", () => All.LoadAsync());

    [Route("cached")]
    public RenderResult Cached() => this.Render("page", () => All.LoadAsync(), cacheExpire: 3600);

    [Route("keyed")]
    public IActionResult Keyed(string k) => this.Render("page", () => All.LoadAsync(), cacheKey: k, cacheExpire: 3600);

    [Route("plain")]
    public IActionResult Plain()
    {
        Response.ContentType = "text/plain";
        return this.Render("page", () => All.LoadAsync(), cacheExpire: 3600);
    }

    [Route("key")]
    public IActionResult Key()
    {
        if (this.EtagCache("k1") is { } notModified)
            return notModified;
        Response.Headers.CacheControl = "public, max-age=60";
        return this.Render("page", () => All.LoadAsync());
    }

    [Route("own")]
    public IActionResult Own()
    {
        Response.Headers.ETag = "W/\"own\"";
        return this.Render("page", () => All.LoadAsync());
    }

    [Route("with")]
    public IActionResult With() => this.Render("page", () => All.LoadAsync()).WithEtag(_ => 7, weak: true);

    [Route("none")]
    public IActionResult None()
    {
        this.NoCache();
        return this.Render("page", () => All.LoadAsync(), cacheExpire: 3600);
    }

    [Route("missing")]
    public IActionResult Missing() => this.Render("missing", () => All.LoadAsync()).WithStatus(404);

    [Route("tail")]
    public IActionResult Tail() => this.Render("sections", () => All.LoadAsync(), cacheExpire: 3600).Append(All.Tail);

    [Route("broken")]
    public IActionResult Broken() => this.Render("broken");

    [Route("absent")]
    public IActionResult Absent() => this.Render("absent");

    [Route("json")]
    public IActionResult Json() => this.Render("data.json", () => All.LoadAsync());
}
