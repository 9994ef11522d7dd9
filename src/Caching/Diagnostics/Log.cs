using Microsoft.Extensions.Logging;

namespace Caching.Diagnostics;

/// <summary>Every message of the library. An id is never given a second meaning.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Store {Type}: reading {Key} failed; taken as a miss.")]
    public static partial void ReadFailed(ILogger log, string type, string key, Exception error);

    [LoggerMessage(2, LogLevel.Warning, "Store {Type}: writing {Key} failed; the value was served and not stored.")]
    public static partial void WriteFailed(ILogger log, string type, string key, Exception error);

    [LoggerMessage(3, LogLevel.Warning, "Store {Type} keeps failing and is left alone for {Span}.")]
    public static partial void StoreLeftAlone(ILogger log, string type, TimeSpan span);

    [LoggerMessage(4, LogLevel.Information, "Store {Type} answers again.")]
    public static partial void StoreBack(ILogger log, string type);

    [LoggerMessage(5, LogLevel.Information, "Store {Type} refused {Key} of {Size} bytes: it is larger than there is room.")]
    public static partial void Refused(ILogger log, string type, string key, long size);

    [LoggerMessage(6, LogLevel.Warning, "Store {Type}: what is stored for {Key} cannot be read ({Reason}); taken as a miss.")]
    public static partial void Unreadable(ILogger log, string type, string key, string reason);

    [LoggerMessage(7, LogLevel.Error, "Refreshing {Key} in the background failed; the stale value is served until its window ends.")]
    public static partial void RefreshFailed(ILogger log, string key, Exception error);

    [LoggerMessage(8, LogLevel.Warning, "Store {Type}: reclaiming what is dead failed; tried again in the next round.")]
    public static partial void SweepFailed(ILogger log, string type, Exception error);

    [LoggerMessage(9, LogLevel.Debug, "Store {Type}: a round of the sweeper found {Bytes} bytes alive and reclaimed {Reclaimed} entries.")]
    public static partial void Swept(ILogger log, string type, long bytes, int reclaimed);

    [LoggerMessage(30, LogLevel.Information, "The configuration of the caches has changed and was taken over.")]
    public static partial void ConfigurationTaken(ILogger log);

    [LoggerMessage(31, LogLevel.Error, "The configuration of the caches has changed and is wrong, so the one before stays: {Problem}")]
    public static partial void ConfigurationRefused(ILogger log, string problem, Exception error);

    [LoggerMessage(32, LogLevel.Warning, "Store {Type}, which the configuration has no more, could not be closed.")]
    public static partial void RetiredStoreNotClosed(ILogger log, string type, Exception error);
}
