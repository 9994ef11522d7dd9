using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Rendering.AspNetCore;

/// <summary>
/// A response while its page is rendered: what the model's loading does to it can make the page this client's own. Made before the
/// render begins.
/// </summary>
/// <param name="context">The request.</param>
/// <param name="keyed">Whether the handler gave a key, and so says itself whose the page is.</param>
internal sealed class RenderWatch(HttpContext context, bool keyed)
{
    private readonly StringValues _cookies = context.Response.Headers.SetCookie;
    private readonly bool _forbade = context.Response.ForbidsStoring();

    /// <summary>
    /// Why the page must not be stored, asked when it is rendered. A key vouches for the client (its user, its session); it cannot
    /// vouch for what the making of this one page did: a hit would give another client what was made along with a new cookie, and
    /// would not set the cookie.
    /// </summary>
    public string? WhyNotStored() =>
        !keyed ? Privacy.WhyNotStored(context)
        : _cookies != context.Response.Headers.SetCookie ? "a cookie was set while it was rendered"
        : !_forbade && context.Response.ForbidsStoring() ? "no-store was said while it was rendered"
        : null;
}
