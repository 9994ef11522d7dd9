using Microsoft.AspNetCore.StaticFiles;
using Rendering.AspNetCore;
using Rendering.Site;

namespace Site;

/// <summary>The pages of the site over HTTP, each kept under its path. For how long and until what changes, its template says, or else the host.</summary>
internal static class Routes
{
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
        _ => Results.Extensions.Render(page.Template!, page.Model, page.Path),
    };

    // It shows the address that was asked for, and there is no end of those: the template has a hole for it.
    private static RenderResult NotFound(HttpContext http) =>
        http.Render("not-found", new { Path = http.Request.Path.Value }).WithStatus(StatusCodes.Status404NotFound);

    private sealed class BytesResult(Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> make, string type) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var bytes = await make(httpContext.RequestAborted);
            await Results.Bytes(bytes, type).WithEtag(_ => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes.Span))).ExecuteAsync(httpContext);
        }
    }
}
