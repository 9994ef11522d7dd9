using Microsoft.Extensions.Logging;

namespace Rendering.AspNetCore;

/// <summary>Every message of this library, with its id.</summary>
internal static partial class Log
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "The page {Template} was not cached: it is private "
        + "(Authorization, a signed-in user, a cookie set, or Cache-Control) and no cacheKey says whose it is.")]
    public static partial void PrivatePageWithoutKey(this ILogger logger, string template);
}
