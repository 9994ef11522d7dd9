using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Rendering.AspNetCore;

/// <summary>Responses that nobody keeps.</summary>
public static class NoCacheExtensions
{
    private const string NoStore = "no-store";

    /// <summary>
    /// Tells every cache, shared or the browser's own, to keep nothing of this response: Cache-Control, and Pragma and Expires
    /// for those that know no better. An ETag set before goes, and no helper of this library sets one after.
    /// </summary>
    public static void NoCache(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var headers = context.Response.Headers;
        headers.CacheControl = $"{NoStore}, no-cache, must-revalidate, private";
        headers.Pragma = "no-cache";
        // RFC 9111, 5.3: the value is a date. Recipients must survive "0", senders have no leave to send it.
        headers.Expires = "Thu, 01 Jan 1970 00:00:00 GMT";
        headers.ETag = default;
    }

    /// <inheritdoc cref="NoCache(HttpContext)"/>
    public static void NoCache(this ControllerBase controller)
    {
        ArgumentNullException.ThrowIfNull(controller);
        NoCache(controller.HttpContext);
    }

    /// <summary>Whether the response says no-store, by <c>NoCache()</c> or by hand: what may not be kept needs no validator.</summary>
    internal static bool ForbidsStoring(this HttpResponse response)
    {
        foreach (var line in response.Headers.CacheControl)
        {
            if (line is not null && line.Contains(NoStore, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
