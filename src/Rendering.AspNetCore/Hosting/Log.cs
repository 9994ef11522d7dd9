using Microsoft.Extensions.Logging;

namespace Rendering.AspNetCore;

/// <summary>Every message of this library, with its id.</summary>
internal static partial class Log
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "The page {Template} was not cached: {Reason}. A cacheKey of its own says whose a page is.")]
    public static partial void PrivatePage(this ILogger logger, string template, string reason);
}
