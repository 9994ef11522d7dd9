namespace Caching.Tests.Support;

/// <summary>
/// A clock that moves when a test says so, and fires its timers as it goes: once each, also where a period fits in many times,
/// as after a sleep of the machine.
/// </summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(DateTimeOffset Due, TaskCompletionSource Set)> _awaited = [];
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        lock (_gate) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when somebody waits until exactly so long from now: then the clock may be moved.</summary>
    public Task Awaited(TimeSpan span)
    {
        lock (_gate)
        {
            var due = _now + span;
            if (_timers.Exists(timer => timer.Due == due)) return Task.CompletedTask;
            var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((due, set));
            return set.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public void Advance(TimeSpan span)
    {
        var end = GetUtcNow() + span;
        while (true)
        {
            ManualTimer? next;
            lock (_gate)
            {
                next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
                _now = next is null ? end : next.Due > _now ? next.Due : _now;
            }

            if (next is null) return;
            next.Fire(end);
        }
    }

    public void Advance(double seconds) => Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Moves the clock, also back, as somebody who sets it does; no timer fires.</summary>
    public void Skip(TimeSpan span)
    {
        lock (_gate) _now += span;
    }

    private void Noted(DateTimeOffset due)
    {
        lock (_gate)
            foreach (var (_, set) in _awaited.Where(awaited => awaited.Due == due)) set.TrySetResult();
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Due = dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : time.GetUtcNow() + dueTime;
            time.Noted(Due);
            return true;
        }

        public void Fire(DateTimeOffset end)
        {
            Due = _period > TimeSpan.Zero ? end + _period : DateTimeOffset.MaxValue;
            callback(state);
        }

        public void Dispose()
        {
            Due = DateTimeOffset.MaxValue;
            lock (time._gate) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
