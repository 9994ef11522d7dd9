using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Rendering.AspNetCore.Tests;

/// <summary>A handler that knows when its page changed, and lets the page be tagged by what was rendered.</summary>
public class RenderDateTests
{
    private const string Changed = "Fri, 20 Nov 2026 12:00:00 GMT";

    [Fact]
    public async Task A_date_alone_answers_before_the_model_is_loaded()
    {
        var pages = new Pages();
        await using var site = await StartAsync(pages);
        Assert.Equal(HttpStatusCode.NotModified, (await site.GetAsync("/", ("If-Modified-Since", Changed))).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await site.GetAsync("/", ("If-Unmodified-Since", "Fri, 20 Nov 2026 11:59:59 GMT"))).StatusCode);
        Assert.Equal(0, pages.Loads);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/", ("If-Modified-Since", "Fri, 20 Nov 2026 11:59:59 GMT"))).StatusCode);
        Assert.Equal(1, pages.Loads);
    }

    [Fact]
    public async Task A_date_does_not_decide_where_the_request_names_a_tag()
    {
        await using var site = await StartAsync(new Pages());
        var full = await site.GetAsync("/", ("If-None-Match", "\"other\""), ("If-Modified-Since", Changed));
        Assert.Equal((HttpStatusCode.OK, Changed), (full.StatusCode, full.Header("Last-Modified")));
        var tag = full.Header("ETag")!;

        var match = await site.GetAsync("/", ("If-None-Match", tag), ("If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT"));
        Assert.Equal((HttpStatusCode.NotModified, tag, null), (match.StatusCode, match.Header("ETag"), match.Header("Last-Modified")));

        // The page's own tag is known only once it is rendered; a date must not turn that into a 412 before.
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/", ("If-Match", tag))).StatusCode);
    }

    private static Task<TestSite> StartAsync(Pages pages) => TestSite.StartAsync(
        app => app.MapGet("/", (HttpContext http) =>
        {
            http.Response.Headers.LastModified = Changed;
            return http.Render("page", () => pages.LoadAsync());
        }),
        builder => builder.Services.AddRendering(o => o.Renderer.Templates = pages.Templates));
}
