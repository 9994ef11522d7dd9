using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Rendering.AspNetCore;

/// <summary>Tags for a result whose body has not run yet.</summary>
public static class EtagResults
{
    /// <summary>
    /// Asks <paramref name="tag"/> when the result is executed, and before it: on a match its body never runs.
    /// </summary>
    /// <param name="body">Any result; one that is not a success gets no tag.</param>
    /// <param name="tag">Returns a number, a text, or any value that names the version; null for none.</param>
    /// <param name="weak">Whether the tag only promises an equivalent page, not the same bytes.</param>
    public static IResult WithEtag(this IResult body, Func<HttpContext, object?> tag, bool weak = false)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(tag);
        return new Tagged(body, tag, weak);
    }

    /// <inheritdoc cref="WithEtag(IResult, Func{HttpContext, object?}, bool)"/>
    public static IActionResult WithEtag(this IActionResult body, Func<HttpContext, object?> tag, bool weak = false)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(tag);
        return new TaggedAction(body, tag, weak);
    }

    // Preconditions are ignored where the answer would not be a success anyway (RFC 9110, 13.2.1).
    private static bool IsSuccess(int? status) => status is null or (>= 200 and < 300);

    private sealed class Tagged(IResult body, Func<HttpContext, object?> tag, bool weak) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var ended = IsSuccess((body as IStatusCodeHttpResult)?.StatusCode) ? httpContext.WithEtag(tag, weak) : null;
            return (ended ?? body).ExecuteAsync(httpContext);
        }
    }

    private sealed class TaggedAction(IActionResult body, Func<HttpContext, object?> tag, bool weak) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context)
        {
            var ended = IsSuccess((body as IStatusCodeActionResult)?.StatusCode)
                ? EtagExtensions.Ask(context.HttpContext, tag, weak)
                : null;
            return (ended ?? body).ExecuteResultAsync(context);
        }
    }
}
