namespace Conformance.Engines;

/// <summary>Models as a host might hand them over.</summary>
internal static class CaseModels
{
    /// <summary>Every name of the model is a task that is not done yet.</summary>
    public static OrderedDictionary<string, object?> Delay(OrderedDictionary<string, object?> model)
    {
        foreach (var (name, value) in model.ToArray()) model[name] = (Func<Task<object?>>)(() => Late(value));
        return model;

        static async Task<object?> Late(object? value)
        {
            await Task.Yield();
            return value;
        }
    }
}

/// <summary>A clock that stands still.</summary>
internal sealed class CaseTime(DateTimeOffset now) : TimeProvider
{
    /// <summary>The day on which the suites that name no clock were recorded.</summary>
    public static readonly DateTimeOffset Default = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => now;
}
