using Conformance.Suites;

namespace Conformance.Engines;

/// <summary>A language under test. A new one is one class and one line in <see cref="EngineTable"/>.</summary>
internal interface IConformanceEngine
{
    /// <summary>The language of the cases that it runs, as the schema's <c>lang</c>.</summary>
    string Lang { get; }

    /// <summary>Whether running the case that way would tell anything.</summary>
    bool Applies(ConformanceCase test, Way way);

    /// <summary>Renders, or where the case says so only parses. Errors of the library are results; any other exception is a fault.</summary>
    Task<RunResult> RunAsync(ConformanceCase test, Way way);
}

/// <summary>What came of a run: the output, or the error.</summary>
internal sealed record RunResult(string? Output, RunError? Error = null)
{
    /// <summary>The rule by which this way must give something else for the case; null where there is none.</summary>
    public string? Exempt { get; init; }

    /// <summary>What is worth counting of a run that may be right; null for nothing.</summary>
    public string? Note { get; init; }
}

/// <param name="Texts">The ways in which this engine words the error (with and without its position); a case may ask for any.</param>
/// <param name="Line">From 1; 0 where the error has none.</param>
/// <param name="Column">From 1; 0 where the error has none.</param>
/// <param name="IsSyntax">The template does not parse.</param>
/// <param name="IsFault">Not an error of the template but one of the engine: an exception of another family, or no answer in time.</param>
internal sealed record RunError(IReadOnlyList<string> Texts, int Line = 0, int Column = 0, bool IsSyntax = false, bool IsFault = false);
