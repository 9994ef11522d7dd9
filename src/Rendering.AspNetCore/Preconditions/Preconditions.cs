using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Rendering.AspNetCore;

/// <summary>The one evaluator of conditional requests; every helper of this library asks it.</summary>
public static class Preconditions
{
    /// <summary>
    /// Evaluates If-Match, If-Unmodified-Since, If-None-Match, If-Modified-Since and If-Range in the order of RFC 9110, 13.2.2.
    /// </summary>
    /// <param name="request">The request whose headers are read.</param>
    /// <param name="current">The validators of what the resource is now.</param>
    /// <remarks>
    /// To be asked where the answer would otherwise be a success, and before anything is changed (RFC 9110, 13.2.1).
    /// Headers that cannot be read count as the RFC says: a date that is none is ignored, a malformed member of a list is
    /// skipped, and an If-Match of which nothing is left matches nothing.
    /// </remarks>
    public static PreconditionOutcome Evaluate(HttpRequest request, in Validators current)
    {
        ArgumentNullException.ThrowIfNull(request);
        var method = request.Method;
        if (HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method) || HttpMethods.IsConnect(method))
            return PreconditionOutcome.Proceed; // These select no representation (13.2.1).

        var headers = request.Headers;
        var get = HttpMethods.IsGet(method);
        var safe = get || HttpMethods.IsHead(method);

        if (headers.IfMatch is { Count: > 0 } ifMatch)
        {
            if (!Lists(ifMatch, current, strong: true))
                return PreconditionOutcome.PreconditionFailed;
        }
        else if (current.LastModified is { } modified
            && HttpDate.TryParse(headers.IfUnmodifiedSince, out var unmodifiedSince)
            && WholeSeconds(modified) > unmodifiedSince)
        {
            return PreconditionOutcome.PreconditionFailed;
        }

        if (headers.IfNoneMatch is { Count: > 0 } ifNoneMatch)
        {
            if (Lists(ifNoneMatch, current, strong: false))
                return safe ? PreconditionOutcome.NotModified : PreconditionOutcome.PreconditionFailed;
        }
        else if (safe
            && current.LastModified is { } modified
            && HttpDate.TryParse(headers.IfModifiedSince, out var modifiedSince)
            && WholeSeconds(modified) <= modifiedSince)
        {
            return PreconditionOutcome.NotModified;
        }

        return get && headers.Range.Count > 0 && RangeIsCurrent(headers.IfRange, current)
            ? PreconditionOutcome.ProceedWithRange
            : PreconditionOutcome.Proceed;
    }

    private static bool Lists(StringValues header, in Validators current, bool strong)
    {
        if (header.Count == 1 && header[0].AsSpan().Trim(" \t") is "*")
            return current.Exists;
        if (current.Tag is not { } tag || (strong && tag.IsWeak))
            return false;
        var found = EntityTagReader.Find(header, tag.Opaque);
        return strong ? found == EntityTagReader.Found.Strong : found != EntityTagReader.Found.Nowhere;
    }

    // 13.1.5: without If-Range a Range stands by itself. A tag is compared strongly, a date exactly: the client may only
    // send one that it knows to be strong, and an earlier one would glue parts of two versions together.
    private static bool RangeIsCurrent(StringValues ifRange, in Validators current)
    {
        if (ifRange.Count == 0)
            return true;
        if (EntityTag.TryParse(ifRange.ToString(), out var tag))
            return current.Tag is { } mine && mine.MatchesStrongly(tag);
        return current.LastModified is { } modified && HttpDate.TryParse(ifRange, out var date) && WholeSeconds(modified) == date;
    }

    // HTTP dates have no fractions: 12:00:00.7 was sent as 12:00:00 and must equal it when it comes back.
    private static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
