using System.Globalization;
using System.Text.RegularExpressions;

using Conformance.Engines;
using Conformance.Suites;

namespace Conformance.Running;

/// <summary>Compares a result with what its case expects, ordinally.</summary>
internal static partial class Judge
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(5);

    public static Verdict Decide(ConformanceCase test, Way way, RunResult result)
    {
        if (result.Exempt is { } rule) return new(test, way, Skipped: rule);
        var verdict = (test.Error ? DecideError(test, way, result) : DecideOutput(test, way, result)) with { Note = result.Note };
        return verdict.Failed ? verdict with { Expected = Describe(test), Actual = Describe(result), IsFault = result.Error is { IsFault: true } } : verdict;
    }

    private static Verdict DecideOutput(ConformanceCase test, Way way, RunResult result)
    {
        if (result.Error is { } error)
            return new(test, way, OutputRight: false, Problem: (error.IsFault ? "fault: " : "raised: ") + error.Texts[0]);
        var right = test.ParseOnly || IsExpected(test, result.Output ?? "");
        return new(test, way, OutputRight: right, Problem: right ? null : "output differs");
    }

    private static bool IsExpected(ConformanceCase test, string output)
    {
        if (test.Suite.Name == "scriban" && test.Needs.Contains("trim-output")) output = output.Trim();
        if (test.ExpectedAny is { } any) return any.Contains(output, StringComparer.Ordinal);
        if (test.ExpectedPattern is { } pattern) return Matches(output, pattern);
        if (test.OutputMatch is { } parts) return parts.All(part => Matches(output, part, literal: true));
        return string.Equals(output, test.Expected, StringComparison.Ordinal);
    }

    private static Verdict DecideError(ConformanceCase test, Way way, RunResult result)
    {
        var asked = test.ErrorMatch is { Length: > 0 } || test.ErrorLine is not null;
        if (result.Error is not { } error)
            return new(test, way, ErrorRaised: false, ErrorTextRight: asked ? false : null, Problem: "no error raised");
        if (error.IsFault)
            return new(test, way, ErrorRaised: false, ErrorTextRight: asked ? false : null, Problem: "fault: " + error.Texts[0]);
        if (test.ErrorKind == "parse" && !error.IsSyntax)
            return new(test, way, ErrorRaised: false, ErrorTextRight: asked ? false : null, Problem: "raised while rendering, not at parse");
        if (!asked) return new(test, way, ErrorRaised: true);
        var right = test.ErrorText ? SamePlace(test, error) : SameText(test, error);
        return new(test, way, ErrorRaised: true, ErrorTextRight: right, Problem: right ? null : "error text differs");
    }

    private static bool SameText(ConformanceCase test, RunError error) =>
        (test.ErrorLine is not { } line || line == error.Line)
        && (test.ErrorMatch ?? []).All(part => error.Texts.Any(text => Matches(text, part, literal: true)));

    private static bool SamePlace(ConformanceCase test, RunError error) =>
        Place().Match(test.ErrorMatch?.FirstOrDefault() ?? test.Expected ?? "") is { Success: true } place
        && int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture) == error.Line
        && int.Parse(place.Groups[2].ValueSpan, CultureInfo.InvariantCulture) == error.Column;

    [GeneratedRegex(@"\((\d+),(\d+)\)")]
    private static partial Regex Place();

    /// <summary><c>/regex/</c>, <c>/regex/i</c>, or bare: a regular expression, or where that is asked a substring in any case of letters.</summary>
    public static bool Matches(string text, string pattern, bool literal = false)
    {
        var slashes = pattern.Length > 1 && pattern[0] == '/' ? pattern.LastIndexOf('/') : 0;
        if (slashes == 0 && literal) return text.Contains(pattern, StringComparison.OrdinalIgnoreCase);
        var flags = slashes == 0 ? "" : pattern[(slashes + 1)..];
        var source = slashes == 0 ? pattern : pattern[1..slashes];
        // The expressions are Ruby's: ^ and $ are always of a line, and (?m) lets the dot match a line's end.
        var options = RegexOptions.Multiline | RegexOptions.CultureInvariant;
        if (flags.Contains('i', StringComparison.Ordinal)) options |= RegexOptions.IgnoreCase;
        if (flags.Contains('m', StringComparison.Ordinal) || source.Contains("(?m)", StringComparison.Ordinal)) options |= RegexOptions.Singleline;
        return Regex.IsMatch(text, source.Replace("(?m)", "", StringComparison.Ordinal), options, PatternTime);
    }

    private static string Describe(ConformanceCase test)
    {
        if (test.Error) return $"error {test.ErrorKind} {string.Join(" & ", test.ErrorMatch ?? [])}{(test.ErrorLine is { } line ? $" line {line}" : "")}";
        return test.Expected ?? test.ExpectedPattern ?? string.Join(" & ", test.ExpectedAny ?? test.OutputMatch ?? []);
    }

    private static string Describe(RunResult result) => result.Error is { } error ? "error " + string.Join(" | ", error.Texts) : result.Output ?? "";
}
