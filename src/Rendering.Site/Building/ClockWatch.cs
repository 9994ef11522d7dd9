namespace Rendering.Site.Building;

/// <summary>
/// Notes which page asks for the time: what it prints is right only now, so it is made in each build. The flow of each page's
/// render has a mark of its own.
/// </summary>
internal sealed class ClockWatch(TimeProvider clock) : TimeProvider
{
    private readonly AsyncLocal<Mark?> _mark = new();

    /// <summary>The mark of what runs from here on, in this flow.</summary>
    public Mark Begin() => _mark.Value = new Mark();

    public override DateTimeOffset GetUtcNow()
    {
        if (_mark.Value is { } mark) mark.IsSet = true;
        return clock.GetUtcNow();
    }

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);

    public sealed class Mark
    {
        public bool IsSet { get; set; }
    }
}
