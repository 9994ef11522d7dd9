using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Caching.Coordination;

/// <summary>
/// The failures that are still of interest: for how long a key is not tried again, and what those have who ask meanwhile. In this
/// process; forgotten when the key has a value, is removed, or its namespace or tags are invalidated.
/// </summary>
internal sealed class FailureTable
{
    // A failure holds an exception and its stack: so many are some megabytes. Beyond it all go, which is a try more for each.
    internal const int Most = 4_096;

    private readonly ConcurrentDictionary<string, Failure> _failures = new(StringComparer.Ordinal);

    public void Note(Flight flight, Exception error, long retryFrom, long failUntil)
    {
        if (_failures.Count >= Most) _failures.Clear();
        _failures[flight.Key] = new(ExceptionDispatchInfo.Capture(error), flight.Plan.Version, flight.Epochs, retryFrom, failUntil);
        // After it, since a removal forgets after it has doomed: what began before it is nothing to who asks after.
        if (flight.IsDoomed) Forget(flight.Key);
    }

    public void Forget(string key)
    {
        if (!_failures.IsEmpty) _failures.TryRemove(key, out _);
    }

    /// <summary>Whether the old value of the key is to be served without another try.</summary>
    public bool IsResting(string key, ulong version, long now) => Find(key, version) is { } failure && now < failure.RetryFrom;

    /// <summary>The error that is the answer for now; null: try.</summary>
    public ExceptionDispatchInfo? ErrorAt(string key, ulong version, long now) =>
        Find(key, version) is { } failure && now < failure.FailUntil ? failure.Error : null;

    // Of another version nothing is known: the failure may be what was mended.
    private Failure? Find(string key, ulong version)
    {
        if (_failures.IsEmpty || !_failures.TryGetValue(key, out var failure) || failure.Version != version) return null;
        return EpochStamp.StandingOf(failure.Epochs) == Standing.Current ? failure : null;
    }

    // The error as it was raised: raised again as it is, it would lose its stack.
    private sealed record Failure(ExceptionDispatchInfo Error, ulong Version, EpochStamp[] Epochs, long RetryFrom, long FailUntil);
}
