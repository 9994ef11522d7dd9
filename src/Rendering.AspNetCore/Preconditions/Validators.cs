using Microsoft.AspNetCore.Http;

namespace Rendering.AspNetCore;

/// <summary>
/// What is known of the current representation of a resource, for <see cref="Preconditions.Evaluate"/> to compare with.
/// The default value says that there is none (a PUT is about to create it).
/// </summary>
/// <param name="Tag">Its entity tag, if it has one.</param>
/// <param name="LastModified">When it last changed, if that is known; fractions of a second do not count.</param>
/// <param name="Exists">Whether there is a current representation at all; false answers <c>*</c>.</param>
public readonly record struct Validators(EntityTag? Tag, DateTimeOffset? LastModified = null, bool Exists = true)
{
    /// <summary>What the headers ETag and Last-Modified of <paramref name="response"/> say.</summary>
    /// <remarks>A header that cannot be read counts as absent.</remarks>
    public static Validators Of(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return new Validators(
            EntityTag.TryParse(response.Headers.ETag.ToString(), out var tag) ? tag : null,
            HttpDate.TryParse(response.Headers.LastModified, out var date) ? date : null);
    }
}
