using System.Text;
using Conformance.Suites;
using Rendering;

namespace Conformance.Engines;

/// <summary>Renders a wrapped case: uncached once, cached cold and warm, where both must give the same and the second be a hit.</summary>
internal static class WrappedRun
{
    // What the wrapping refuses is known when it is rendered: it is raised, or printed in the page.
    private static readonly (string Said, string Rule)[] Refusals =
    [
        ("nocache captures text, numbers", "a hole refuses to capture an object"),
        ("cache_each cannot know the place of its item", "what reads a loop's place outside of its loop reads that of the collection"),
    ];

    /// <summary>The rule for a case that is as deep as may be.</summary>
    public const string TooDeep = "with the wrapping around it there are more blocks than allowed";

    /// <summary>The rule for a case that prints by statements alone.</summary>
    public const string NoOutput = "no output to put a hole around";

    /// <summary>By which rule a wrapped case raises an error that it does not raise as it is; null where by none.</summary>
    public static string? Exempts(Wrapping? wrapping, TemplateException error) =>
        wrapping is null ? null : error is NestingException ? TooDeep : Refused(error.Problem);

    /// <summary>Puts holes around the outputs of the case and of its partials; false where there are none.</summary>
    public static bool TryPunch(ref ConformanceCase test, Func<string, string> punch)
    {
        var before = test;
        test = test with { Template = punch(test.Template), Partials = test.Partials.ToDictionary(static partial => partial.Key, partial => punch(partial.Value)) };
        return test.Template != before.Template || test.Partials.Any(partial => partial.Value != before.Partials[partial.Key]);
    }

    private static string? Refused(string text) => Refusals.FirstOrDefault(refusal => text.Contains(refusal.Said, StringComparison.Ordinal)).Rule;

    /// <param name="wrapping">How it is wrapped.</param>
    /// <param name="render">Renders it with a model of its own.</param>
    public static async Task<RunResult> RunAsync(Wrapping wrapping, Func<ValueTask<RenderedPage>> render)
    {
        var cold = await render().ConfigureAwait(false);
        var text = Encoding.UTF8.GetString(cold.Utf8.Span);
        if (Refused(text) is { } rule) return new(null) { Exempt = rule };
        if (!wrapping.IsCached) return cold.Report is { FragmentHits: 0, FragmentMisses: 0 } ? new(text) : Fault("a cache was used");
        var warm = await render().ConfigureAwait(false);
        var again = Encoding.UTF8.GetString(warm.Utf8.Span);
        if (again != text) return Fault($"warm differs from cold: {again}");
        if (warm.Rendition.Unstorable is { } reason) return new(text) { Note = $"not stored: {reason}" };
        return warm.Report is { FragmentHits: 1, FragmentMisses: 0 } ? new(text) : Fault("the second render is no hit");
    }

    private static RunResult Fault(string problem) => new(null, new([problem], IsFault: true));
}
