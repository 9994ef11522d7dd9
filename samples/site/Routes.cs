using Microsoft.AspNetCore.StaticFiles;
using Rendering.AspNetCore;
using Rendering.Site;

namespace Site;

/// <summary>The pages of the site over HTTP, each kept for an hour under its path.</summary>
internal static class Routes
{
    private const int Hour = 3600;

    private static readonly string[] Reading = ["GET", "HEAD"];

    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void MapGuide(this IEndpointRouteBuilder app, StaticSite site)
    {
        // The orders of the index used to be queries; a page of files has none, so each has a path, and both lead to one page.
        app.MapMethods("/elements", Reading, (HttpContext http, string? sort, string? dir) => Answer(http, site.Find(Sorting.Parse(sort, dir).Path)));
        app.MapMethods("/{**path}", Reading, (HttpContext http) => Answer(http, site.Find(http.Request.Path.Value!)));
    }

    private static IResult Answer(HttpContext http, SitePage? page) => page switch
    {
        null => NotFound(http),
        { Bytes: { } bytes } => new BytesResult(bytes, Types.TryGetContentType(page.Path, out var type) ? type : "application/octet-stream"),
        { IsHtml: true } => Page(page).Append(Strip.Of),
        _ => Page(page),
    };

    private static RenderResult Page(SitePage page) => Results.Extensions.Render(page.Template!, page.Model, page.Path, Hour);

    // It shows the address that was asked for, and there is no end of those: it is not kept.
    private static RenderResult NotFound(HttpContext http) =>
        http.Render("not-found", new { Path = http.Request.Path.Value }).WithStatus(StatusCodes.Status404NotFound).Append(Strip.Of);

    private sealed class BytesResult(Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> make, string type) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var bytes = await make(httpContext.RequestAborted);
            await Results.Bytes(bytes, type).WithEtag(_ => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes.Span))).ExecuteAsync(httpContext);
        }
    }
}
