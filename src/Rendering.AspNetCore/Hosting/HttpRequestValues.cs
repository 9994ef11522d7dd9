using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Primitives;

namespace Rendering.AspNetCore;

/// <summary>What templates and keys may have of an HTTP request.</summary>
internal sealed class HttpRequestValues(HttpContext context) : RequestValues
{
    private Claim? _user;

    /// <summary>
    /// The request as a render knows it. Its culture is that of the thread where request localization chose one; elsewhere that is the
    /// server's, which is nobody's choice.
    /// </summary>
    public static RenderRequest RequestOf(HttpContext context) => new()
    {
        Culture = context.Features.Get<IRequestCultureFeature>() is null ? null : CultureInfo.CurrentCulture,
        Values = new HttpRequestValues(context),
    };

    /// <inheritdoc/>
    public override string? Get(RequestValueKind kind, string name, int index = 0) => kind switch
    {
        RequestValueKind.User => OfUser(index),
        RequestValueKind.Query => At(context.Request.Query[name], index),
        RequestValueKind.Header => At(context.Request.Headers[name], index),
        RequestValueKind.Cookie => index == 0 ? context.Request.Cookies[name] : null,
        RequestValueKind.Route => index == 0 ? Convert.ToString(context.Request.RouteValues[name], CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null : null,
        _ => null,
    };

    private static string? At(StringValues values, int index) => index < values.Count ? values[index] ?? "" : null;

    // Two issuers may call two people by one name, so in a key the issuer stands behind it, and which name it is.
    private string? OfUser(int index) => index switch
    {
        0 => User()?.Value,
        1 => User()?.Issuer,
        2 => User()?.Type,
        _ => null,
    };

    // HttpContext.User would make a visitor where there is none. Who is signed in without a name must not share what is kept for visitors
    // nor for others like it, so each request is then a user of its own.
    private Claim? User()
    {
        if (_user is not null)
            return _user;
        var principal = context.Features.Get<IHttpAuthenticationFeature>()?.User;
        if (principal is null || !principal.Identities.Any(static identity => identity.IsAuthenticated))
            return null;
        return _user = NameOf(principal, ClaimTypes.NameIdentifier) ?? NameOf(principal, ClaimTypes.Name) ?? new Claim("nobody", Guid.NewGuid().ToString("N"));
    }

    private static Claim? NameOf(ClaimsPrincipal principal, string type) =>
        principal.Claims.FirstOrDefault(claim => claim.Type == type && claim is { Value.Length: > 0, Subject.IsAuthenticated: true });
}
