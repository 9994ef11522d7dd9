using Caching;
using Rendering;
using Rendering.AspNetCore;

namespace Site;

/// <summary>A page of the site, and below it the strip that tells how it was made.</summary>
/// <param name="Template">The template.</param>
/// <param name="Key">What the page is kept under; null for a page that is not kept.</param>
/// <param name="Model">Gives what the template shows; called only where the page is rendered.</param>
internal sealed record Page(string Template, CacheKey? Key, Func<object> Model) : IResult
{
    private const int Hour = 3600;

    public int Status { get; init; } = StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext http)
    {
        var renderer = http.RequestServices.GetRequiredService<Renderer>();
        var page = await renderer.RenderPageAsync(Template, Model, Key, Key is null ? null : Hour, cancellation: http.RequestAborted);

        var response = http.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-cache";
        // Weak, since the strip differs from answer to answer and is not part of the tag.
        if (Status == StatusCodes.Status200OK && http.WithEtag(_ => page.ETag, weak: true) is { } ended)
        {
            await ended.ExecuteAsync(http);
            return;
        }

        var strip = Strip.Of(page);
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Utf8.Length + strip.Length;
        await response.BodyWriter.WriteAsync(page.Utf8, http.RequestAborted);
        await response.BodyWriter.WriteAsync(strip, http.RequestAborted);
    }
}
