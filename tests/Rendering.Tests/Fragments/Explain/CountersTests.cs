using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Rendering.Fragments;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments.Explain;

/// <summary>Hits and misses by template and reason as metrics, and one log event a page.</summary>
public sealed class CountersTests
{
    [Fact]
    public async Task Hits_and_misses_are_counted_by_template_with_the_reason()
    {
        List<string> counted = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Rendering") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var text = $"{instrument.Name[10..]} {string.Join(' ', tags.ToArray().Select(static tag => tag.Value))} {value}";
            // Other tests count in the same meter.
            if (text.Contains("counted", StringComparison.Ordinal)) lock (counted) counted.Add(text);
        });
        listener.Start();
        var site = new Site(("counted", "<% cache tags: 't' %>x<% endcache %>{% render 'counted-box', cache_key: 1 %}"), ("counted-box", "b"));
        await site.CachedAsync("counted");
        await site.CachedAsync("counted");
        await site.Caches.RemoveByTagAsync("t");
        await site.CachedAsync("counted");
        Assert.Equal(
        [
            "fragment.misses counted.liquid absent 1", "fragment.misses counted-box.liquid absent 1", "page.misses counted.liquid absent 1",
            "page.hits counted.liquid 1",
            "fragment.misses counted.liquid invalidated 1", "fragment.hits counted-box.liquid 1", "page.misses counted.liquid invalidated 1",
        ], counted);
    }

    [Fact]
    public async Task A_page_is_one_event_at_Debug_with_what_became_of_its_sections()
    {
        var log = new Lines();
        var site = new Site(options => options.Logger = log.CreateLogger("Rendering"), ("page", "<% cache 1 %>x<% endcache %>"));
        await site.CachedAsync("page");
        await site.RenderAsync("page");
        Assert.Equal(2, log.States.Count);
        Assert.Equal(("page.liquid", "made (absent)", 0, 1), (log.States[0]["Template"], log.States[0]["Page"], log.States[0]["Hits"], log.States[0]["Misses"]));
        Assert.Equal("page.liquid(1,1) 1: made (absent), 1 bytes", $"{Assert.Single((IReadOnlyList<FragmentReport>)log.States[0]["Fragments"]!)}");
        Assert.Equal(("not cached", 1, 0), (log.States[1]["Page"], log.States[1]["Hits"], log.States[1]["Misses"]));
        log.Least = LogLevel.Information;
        await site.RenderAsync("page");
        Assert.Equal(2, log.States.Count);
    }

    private sealed class Lines : ILoggerFactory, ILogger
    {
        public List<Dictionary<string, object?>> States { get; } = [];

        public LogLevel Least { get; set; } = LogLevel.Debug;

        public ILogger CreateLogger(string categoryName) => categoryName == "Rendering" ? this : throw new ArgumentException(categoryName);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= Least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            States.Add(((IReadOnlyList<KeyValuePair<string, object?>>)state!).ToDictionary());

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
