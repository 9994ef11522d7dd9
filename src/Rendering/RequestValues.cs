namespace Rendering;

/// <summary>
/// The values of a request, as templates read them (<c>request.query.page</c>) and keys have them (<c>vary: "query:page"</c>). The
/// renderer knows nothing of HTTP; the host gives it this.
/// </summary>
public abstract class RequestValues
{
    /// <summary>One value.</summary>
    /// <param name="kind">User, query, header, cookie or route; it is not asked for others.</param>
    /// <param name="name">The name; empty for the user.</param>
    /// <param name="index">
    /// Which of several values of that name, from 0. All of them are in a key, each by itself, so that <c>?a=1&amp;a=2</c> is not <c>?a=1,2</c>.
    /// </param>
    /// <returns>Null where there is none.</returns>
    public abstract string? Get(RequestValueKind kind, string name, int index = 0);
}
