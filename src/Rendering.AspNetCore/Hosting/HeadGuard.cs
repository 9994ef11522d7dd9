using Microsoft.AspNetCore.Http;
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
    private bool _private;

    private HeadGuard(HttpContext context) => _context = context;

    /// <summary>Marks the response as one of ours, and as private whatever else is known of it.</summary>
    public static void Watch(HttpContext context, bool isPrivate = false)
    {
        var guard = context.Features.Get<HeadGuard>() ?? Install(context);
        guard._ours = true;
        guard._private |= isPrivate;
    }

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
        if ((_private || IsPrivate(_context)) && !SaysWhoMayStore(headers))
            headers.CacheControl = headers.CacheControl.Count == 0 ? "private" : $"{headers.CacheControl}, private";

        // A strong tag stands for the bytes. Compression came after us, and the same tag goes out with the plain ones.
        if (headers.ContentEncoding.Count > 0 && headers.ETag is [['"', ..] strong])
            headers.ETag = $"W/{strong}";
    }

    /// <summary>Whether what is answered here may be meant for this client only.</summary>
    internal static bool IsPrivate(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0
        || context.User.Identities.Any(identity => identity.IsAuthenticated)
        || context.Response.Headers.SetCookie.Count > 0;

    private static bool SaysWhoMayStore(IHeaderDictionary headers) =>
        CacheControlHeaderValue.TryParse(headers.CacheControl.ToString(), out var said)
        && (said.Public || said.Private || said.NoStore || said.SharedMaxAge is not null);
}
