namespace Caching.Tests.History;

/// <summary>What all processes did, as it comes in, and what was done to them.</summary>
internal sealed class Recording
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Operation> _calls = new(StringComparer.Ordinal);
    private readonly List<Span> _outages = [];
    private readonly List<(string Process, Span Span)> _pauses = [];

    public readonly record struct Span(long From, long To);

    public void Add(string process, string line)
    {
        lock (_gate)
        {
            var id = $"{process}/{Lines.Number(line)}";
            _calls[id] = Lines.Read(process, line, _calls.GetValueOrDefault(id));
        }
    }

    public void Add(Operation call)
    {
        lock (_gate) _calls[call.Id] = call;
    }

    /// <summary>The process was killed at some instant of the span.</summary>
    public void Killed(string process, Span span)
    {
        lock (_gate)
        {
            foreach (var call in _calls.Values.Where(call => call.Process == process).ToArray())
            {
                var cut = call.MakesFrom is not null && call.MadeAt == MachineClock.Never;
                _calls[call.Id] = call with
                {
                    End = Math.Min(call.End, span.To),
                    MadeAt = cut ? span.From : call.MadeAt,
                    FactoryFailed = call.FactoryFailed || cut,
                };
            }
        }
    }

    public void Paused(string process, Span span)
    {
        lock (_gate) _pauses.Add((process, span));
    }

    /// <summary>The store did not answer, or what it had was lost.</summary>
    public void Outage(Span span)
    {
        lock (_gate) _outages.Add(span);
    }

    public Snapshot Look()
    {
        lock (_gate) return new([.. _calls.Values.OrderBy(call => call.Begin)], [.. _outages], [.. _pauses]);
    }
}

/// <summary>A history as it stands, in the order in which calls began.</summary>
internal sealed class Snapshot(
    IReadOnlyList<Operation> calls, IReadOnlyList<Recording.Span> outages, IReadOnlyList<(string Process, Recording.Span Span)> pauses)
{
    private readonly Dictionary<string, Operation> _byId = calls.ToDictionary(call => call.Id, StringComparer.Ordinal);

    public IReadOnlyList<Operation> Calls { get; } = calls;

    /// <summary>What ends values, the latest last.</summary>
    public IReadOnlyList<Operation> Changes { get; } = [.. calls.Where(call => call.IsChange)];

    public int Outages => outages.Count;

    public bool IsOutage(long from, long to) => outages.Any(span => span.From < to && from < span.To);

    public bool IsPaused(string process, long from, long to) => pauses.Any(pause => pause.Process == process && pause.Span.From < to && from < pause.Span.To);

    /// <summary>Who made the value that was read; null: it is nobody's.</summary>
    public Operation? MakerOf(Operation read) =>
        _byId.GetValueOrDefault(read.Text.Split(' ')[0]) is { } maker && read.Text == Values.Of(maker) ? maker : null;
}
