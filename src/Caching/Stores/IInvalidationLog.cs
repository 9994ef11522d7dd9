namespace Caching.Stores;

/// <summary>
/// An optional interface of an <see cref="IByteStore"/>: it numbers what voids entries (a key set in place of another value, a key removed,
/// an epoch renewed) in the same step that does it, and tells the others. A memory tier goes before a store that does: what
/// it holds is trusted for as long as the log has been followed.
/// </summary>
/// <remarks>
/// A set without a condition counts as in place of another value also where the store has none: it may have dropped what is still in
/// somebody's memory.
/// </remarks>
public interface IInvalidationLog
{
    /// <summary>
    /// What others than this store object have voided after <paramref name="position"/>, and where the log stands now.
    /// </summary>
    ValueTask<InvalidationPage> ReadLogAsync(LogPosition position, CancellationToken cancellation);

    /// <summary>
    /// Calls <paramref name="news"/> whenever the log may have grown; best effort, on any thread, and it returns at once. The log is read
    /// from time to time besides, so that what is lost here is late and not lost. Disposing the result ends it.
    /// </summary>
    ValueTask<IAsyncDisposable> WatchLogAsync(Action news, CancellationToken cancellation);
}

/// <summary>A place in the log.</summary>
/// <param name="Incarnation">A random value, drawn when the log begins: a store that lost its log has another one.</param>
/// <param name="Sequence">The number of the last invalidation that was read.</param>
public readonly record struct LogPosition(ulong Incarnation, long Sequence);

/// <summary>A part of the log.</summary>
/// <param name="Position">Where it ends: ask from here the next time.</param>
/// <param name="IsComplete">
/// Whether nothing is missing between the position that was asked for and <paramref name="Position"/>. If something is (the store restarted,
/// the log was cut), whatever is in memory is not to be trusted.
/// </param>
/// <param name="Keys">Keys that were set or removed.</param>
/// <param name="Epochs">Names of epochs that were renewed.</param>
public sealed record InvalidationPage(
    LogPosition Position, bool IsComplete, IReadOnlyList<string> Keys, IReadOnlyList<string> Epochs);
