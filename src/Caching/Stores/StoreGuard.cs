using Caching.Diagnostics;
using Caching.Entries;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace Caching.Stores;

/// <summary>
/// The one place that decides what a failing store means: a failed read is a miss, a failed write a log line, and a store
/// that stays down is left alone for a while, then tried with one call. Invalidations always try, and report.
/// </summary>
internal sealed class StoreGuard
{
    // Four calls in ten seconds, half of them failed: enough to tell a store that is down from one that dropped a connection. Five
    // seconds alone: short against a restart, long against the cost of a connection that times out.
    internal const int LeastCalls = 4;
    internal static readonly TimeSpan Sampling = TimeSpan.FromSeconds(10);
    internal static readonly TimeSpan Alone = TimeSpan.FromSeconds(5);

    private readonly string _type;
    private readonly ILogger _log;
    private readonly CacheMetrics _metrics;
    private readonly ResiliencePipeline _breaker;

    public StoreGuard(string type, TimeProvider time, ILogger log, CacheMetrics metrics)
    {
        _type = type;
        _log = log;
        _metrics = metrics;
        _breaker = new ResiliencePipelineBuilder { TimeProvider = time }.AddCircuitBreaker(new()
        {
            FailureRatio = 0.5,
            MinimumThroughput = LeastCalls,
            SamplingDuration = Sampling,
            BreakDuration = Alone,
            // A caller that lost interest says nothing about the store.
            ShouldHandle = static call => new(call.Outcome.Exception is { } error
                && !(error is OperationCanceledException && call.Context.CancellationToken.IsCancellationRequested)),
            OnOpened = _ => Note(() => Log.StoreLeftAlone(log, type, Alone)),
            OnClosed = _ => Note(() => Log.StoreBack(log, type)),
        }).Build();
    }

    /// <summary>The result of the read, or <paramref name="missed"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller's own cancellation.</exception>
    public async ValueTask<TResult> ReadAsync<TState, TResult>(
        string key, TState state, TResult missed, Func<TState, CancellationToken, ValueTask<TResult>> read, CancellationToken cancellation)
    {
        try
        {
            return await _breaker.ExecuteAsync(
                static (call, cancellation) => call.read(call.state, cancellation), (state, read), cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (!IsOwn(error, cancellation))
        {
            ReadFailed(key, error);
            return missed;
        }
    }

    /// <summary>Tries the write: whether it is stored.</summary>
    public async ValueTask<bool> WriteAsync<TState>(string key, long size, TState state, Func<TState, ValueTask<bool>> write)
    {
        try
        {
            var stored = await _breaker.ExecuteAsync(
                static (call, _) => call.write(call.state), (state, write), CancellationToken.None).ConfigureAwait(false);
            if (!stored) Refused(key, size);
            return stored;
        }
        catch (Exception error)
        {
            WriteFailed(key, error);
            return false;
        }
    }

    /// <summary>Carries an invalidation, past the breaker: it is better late than dropped.</summary>
    public async ValueTask InvalidateAsync<TState>(TState state, Func<TState, ValueTask> invalidate)
    {
        try
        {
            await invalidate(state).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _metrics.StoreError(_type);
            throw new CacheInvalidationException(_type, error);
        }
    }

    public void ReadFailed(string key, Exception error)
    {
        _metrics.StoreError(_type);
        if (error is not BrokenCircuitException) Log.ReadFailed(_log, _type, PhysicalKey.Describe(key), error);
    }

    public void WriteFailed(string key, Exception error)
    {
        _metrics.StoreError(_type);
        if (error is not BrokenCircuitException) Log.WriteFailed(_log, _type, PhysicalKey.Describe(key), error);
    }

    public void Refused(string key, long size)
    {
        _metrics.Refused(_type);
        Log.Refused(_log, _type, PhysicalKey.Describe(key), size);
    }

    public void Unreadable(string key, string reason)
    {
        _metrics.Unreadable(_type);
        Log.Unreadable(_log, _type, PhysicalKey.Describe(key), reason);
    }

    private static bool IsOwn(Exception error, CancellationToken cancellation) =>
        error is OperationCanceledException && cancellation.IsCancellationRequested;

    private static ValueTask Note(Action log)
    {
        log();
        return ValueTask.CompletedTask;
    }
}
