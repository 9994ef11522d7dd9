using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace Rendering.AspNetCore;

/// <summary>A 304 or a 412, for minimal APIs and for controllers; null stands for "go on".</summary>
internal sealed class PreconditionResult : IResult, IActionResult, IStatusCodeHttpResult
{
    private static readonly PreconditionResult NotModified = new(StatusCodes.Status304NotModified);
    private static readonly PreconditionResult Failed = new(StatusCodes.Status412PreconditionFailed);

    private readonly int _status;

    private PreconditionResult(int status) => _status = status;

    /// <inheritdoc/>
    public int? StatusCode => _status;

    /// <summary>The result that ends the request, or null where it is to be answered in full.</summary>
    public static PreconditionResult? Of(PreconditionOutcome outcome) => outcome switch
    {
        PreconditionOutcome.NotModified => NotModified,
        PreconditionOutcome.PreconditionFailed => Failed,
        _ => null,
    };

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        Apply(httpContext);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Apply(context.HttpContext);
        return Task.CompletedTask;
    }

    private void Apply(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = _status;
        var headers = response.Headers;
        headers.ContentType = default;
        headers.ContentLength = null;
        headers.ContentEncoding = default;
        headers.ContentLanguage = default;
        headers.ContentRange = default;
        if (_status == StatusCodes.Status304NotModified)
        {
            // 15.4.5: ETag, Cache-Control, Content-Location, Date, Expires and Vary go out as on a 200; Last-Modified only
            // guides a cache where there is no tag.
            if (headers.ETag.Count > 0)
                headers.LastModified = default;
            // The page that the client has goes with the policy that it came with: its nonces are in the page.
            headers.ContentSecurityPolicy = default;
            headers.ContentSecurityPolicyReportOnly = default;
            if (IsHeldCompressed(context))
                headers.ETag = $"W/{headers.ETag}";
            return;
        }

        // The rest describes a page that is not sent. Left in place, `public, max-age=3600` would let a shared cache keep
        // this 412 and give it to everyone.
        headers.ETag = default;
        headers.LastModified = default;
        headers.ContentLocation = default;
        headers.Expires = default;
        headers.CacheControl = "no-store";
    }

    // Where responses are compressed, the tag of a compressed copy went out weakened (HeadGuard). Its 304 has to carry that
    // tag again: a cache refreshes no copy that has another one (RFC 9111, 4.3.4).
    private static bool IsHeldCompressed(HttpContext context) =>
        context.RequestServices?.GetService<IResponseCompressionProvider>() is not null
        && EntityTag.TryParse(context.Response.Headers.ETag.ToString(), out var tag)
        && !tag.IsWeak
        && EntityTagReader.Find(context.Request.Headers.IfNoneMatch, tag.Opaque) == EntityTagReader.Found.Weak;
}
