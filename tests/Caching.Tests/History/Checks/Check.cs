namespace Caching.Tests.History.Checks;

/// <summary>A promise that a history breaks, and the calls that show it.</summary>
internal sealed record Violation(string Promise, string Namespace, string Text)
{
    public Violation(string promise, string text, params Operation[] calls)
        : this(promise, calls[0].Namespace, $"{promise}: {text}\n{string.Join('\n', calls.Select(call => $"    {call}"))}")
    {
    }

    public override string ToString() => Text;
}

/// <summary>All checks of a history.</summary>
internal sealed class Check(Scenario scenario, Func<string, TimeSpan> delayOf)
{
    public IReadOnlyList<Violation> Run(Snapshot history)
    {
        return
        [
            .. Errors.Find(history),
            .. new UndoneInvalidations(history, delayOf).Find(),
            .. new Windows(history, scenario).Find(),
            .. new Creations(history, scenario).Find(),
            .. new Counters(history).Find(),
        ];
    }
}
