using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Net.Http.Headers;

namespace Rendering.AspNetCore;

/// <summary>What makes an answer one client's own. Each question gives the reason, or null.</summary>
internal static class Privacy
{
    // The framework's own record that tokens were made or checked, which it shows nobody; a test fails should it be renamed.
    private const string AntiforgeryRecord = "Microsoft.AspNetCore.Antiforgery.IAntiforgeryFeature";

    /// <summary>Whether what is answered may be meant for this client only.</summary>
    public static bool IsPrivate(HttpContext context) => OfClient(context) is not null || OfSession(context) is not null;

    /// <summary>Why a page may not be kept under a key that everyone has, as far as is known before it is rendered.</summary>
    public static string? WhyNotShared(HttpContext context) =>
        OfClient(context) ?? OfSession(context)
        ?? (Said(context.Response.Headers) is { } said && (said.Private || said.NoStore) ? "its Cache-Control says so" : null);

    /// <summary>Why it may not once it is rendered. A page with a token is never found in a cache, so only who stores has to ask.</summary>
    public static string? WhyNotStored(HttpContext context) =>
        WhyNotShared(context) ?? (HasAntiforgeryTokens(context.Features) ? "it may have an antiforgery token" : null);

    public static CacheControlHeaderValue? Said(IHeaderDictionary headers) =>
        headers.CacheControl.Count > 0 && CacheControlHeaderValue.TryParse(headers.CacheControl.ToString(), out var said) ? said : null;

    private static string? OfClient(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0 ? "the request has an Authorization header"
        : IsSignedIn(context.Features.Get<IHttpAuthenticationFeature>()?.User) ? "a user is signed in"
        : context.Response.Headers.SetCookie.Count > 0 ? "it sets a cookie"
        : null;

    // A session that is not watched may have been read: nobody can tell.
    private static string? OfSession(HttpContext context) => context.Features.Get<ISessionFeature>()?.Session switch
    {
        null or WatchedSession { WasUsed: false } => null,
        _ => "the session was used",
    };

    private static bool HasAntiforgeryTokens(IFeatureCollection features)
    {
        foreach (var (type, _) in features)
        {
            if (type.FullName == AntiforgeryRecord)
                return true;
        }

        return false;
    }

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
}
