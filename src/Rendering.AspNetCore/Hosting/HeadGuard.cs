using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Net.Http.Headers;

namespace Rendering.AspNetCore;

/// <summary>
/// The last look at the head of a response that we rendered or tagged, just before it is sent: whatever set a cookie or an
/// encoding by then is seen, however late it did.
/// </summary>
internal sealed class HeadGuard
{
    private readonly HttpContext _context;
    private bool _ours;

    private HeadGuard(HttpContext context) => _context = context;

    /// <summary>Marks the response as one of ours.</summary>
    public static void Watch(HttpContext context) => (context.Features.Get<HeadGuard>() ?? Install(context))._ours = true;

    /// <summary>
    /// Puts a guard on the request. Callbacks before the head run in the reverse order of their registration, so the guard of
    /// the outermost middleware sees the cookies that session and sign-in add in theirs.
    /// </summary>
    public static HeadGuard Install(HttpContext context)
    {
        var guard = new HeadGuard(context);
        context.Features.Set(guard);
        context.Response.OnStarting(
            static state =>
            {
                ((HeadGuard)state).Apply();
                return Task.CompletedTask;
            },
            guard);
        return guard;
    }

    private void Apply()
    {
        if (!_ours)
            return;
        var headers = _context.Response.Headers;
        if (IsPrivate(_context) && !SaysWhoMayStore(headers))
            headers.CacheControl = headers.CacheControl.Count == 0 ? "private" : $"{headers.CacheControl}, private";

        // A strong tag stands for the bytes. Compression came after us, and the same tag goes out with the plain ones.
        if (headers.ContentEncoding.Count > 0 && headers.ETag is [['"', ..] strong])
            headers.ETag = $"W/{strong}";
    }

    /// <summary>Whether what is answered here may be meant for this client only.</summary>
    internal static bool IsPrivate(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0
        || IsSignedIn(context.Features.Get<IHttpAuthenticationFeature>()?.User)
        || context.Response.Headers.SetCookie.Count > 0;

    /// <summary>Whether a page must not be kept under a key that everyone has: it is private, or says so itself.</summary>
    internal static bool MustNotBeShared(HttpContext context) =>
        IsPrivate(context)
        || (Said(context.Response.Headers) is { } said && (said.Private || said.NoStore));

    // HttpContext.User would make a visitor where there is none.
    private static bool IsSignedIn(ClaimsPrincipal? user)
    {
        foreach (var identity in user?.Identities ?? [])
        {
            if (identity.IsAuthenticated)
                return true;
        }

        return false;
    }

    private static bool SaysWhoMayStore(IHeaderDictionary headers) =>
        Said(headers) is { } said && (said.Public || said.Private || said.NoStore || said.SharedMaxAge is not null);

    private static CacheControlHeaderValue? Said(IHeaderDictionary headers) =>
        headers.CacheControl.Count > 0 && CacheControlHeaderValue.TryParse(headers.CacheControl.ToString(), out var said) ? said : null;
}
