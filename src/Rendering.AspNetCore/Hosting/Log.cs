using Microsoft.Extensions.Logging;

namespace Rendering.AspNetCore;

/// <summary>Every message of this library, with its id.</summary>
internal static partial class Log
{
    [LoggerMessage(
        1,
        LogLevel.Debug,
        "The page {Template} was not cached: the request is private (Authorization, a signed-in user or a cookie set) and no cacheKey says whose page it is.")]
    public static partial void PrivatePageWithoutKey(this ILogger logger, string template);
}
