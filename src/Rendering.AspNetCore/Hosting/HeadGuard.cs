using Microsoft.AspNetCore.Http;

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

    /// <summary>Marks the response as one of ours.</summary>
    public static HeadGuard Watch(HttpContext context)
    {
        var guard = context.Features.Get<HeadGuard>() ?? Install(context);
        guard._ours = true;
        return guard;
    }

    /// <summary>The response is private, by what cannot be seen any more when the head is sent: its session is gone by then.</summary>
    public void KeepPrivate() => _private = true;

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
        if ((_private || Privacy.IsPrivate(_context)) && !SaysWhoMayStore(headers))
            headers.CacheControl = headers.CacheControl.Count == 0 ? "private" : $"{headers.CacheControl}, private";

        // A strong tag stands for the bytes. Compression came after us, and the same tag goes out with the plain ones.
        if (headers.ContentEncoding.Count > 0 && headers.ETag is [['"', ..] strong])
            headers.ETag = $"W/{strong}";
    }

    private static bool SaysWhoMayStore(IHeaderDictionary headers) =>
        Privacy.Said(headers) is { } said && (said.Public || said.Private || said.NoStore || said.SharedMaxAge is not null);
}
