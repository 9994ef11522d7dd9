using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Rendering.Tests.Support;

/// <summary>A request whose values a test writes down: <c>"query:page=2"</c>; a name may have several.</summary>
internal sealed class Visit(params string[] values) : RequestValues
{
    public static RenderRequest Of(params string[] values) => new() { Values = new Visit(values) };

    public static RenderRequest In(string culture, params string[] values) => Of(values) with { Culture = CultureInfo.GetCultureInfo(culture) };

    public override string? Get(RequestValueKind kind, string name, int index = 0)
    {
        var wanted = new RequestValue(kind, name).ToString() + "=";
        return values.Where(value => value.StartsWith(wanted, StringComparison.Ordinal)).Select(value => value[wanted.Length..]).ElementAtOrDefault(index);
    }
}

/// <summary>Keeps what is logged.</summary>
internal sealed class Notes : ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
}
