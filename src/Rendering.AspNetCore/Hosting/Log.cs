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

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "The page {Template} is sent as private: its {Count} tags are more than the header {Header} may hold. Give it fewer, coarser tags.")]
    public static partial void TooManyTags(this ILogger logger, string template, int count, string header);
}
