using Conformance.Engines;
using Conformance.Suites;

namespace Conformance.Running;

/// <summary>The judgement of one run of one case.</summary>
/// <param name="Case">What was run.</param>
/// <param name="Way">How.</param>
/// <param name="OutputRight">Null where the case expects an error.</param>
/// <param name="ErrorRaised">Null where the case expects output.</param>
/// <param name="ErrorTextRight">Null where the case says nothing of the error's wording or place.</param>
/// <param name="Skipped">Why it was not run; null where it was.</param>
/// <param name="Problem">What is wrong, in a few words that similar cases share; null where nothing is.</param>
internal sealed record Verdict(
    ConformanceCase Case, Way Way, bool? OutputRight = null, bool? ErrorRaised = null, bool? ErrorTextRight = null, string? Skipped = null, string? Problem = null)
{
    public string Expected { get; init; } = "";
    public string Actual { get; init; } = "";

    /// <summary>What is worth counting of the run; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The engine failed rather than the template.</summary>
    public bool IsFault { get; init; }

    public bool Passed => Skipped is null && Problem is null;

    public bool Failed => Problem is not null;

    /// <summary>The case's name; a run that is not the plain one says which it is.</summary>
    public string Name => Way == Way.Plain ? Case.Name : $"{Case.Name} @{Way.ToString().ToLowerInvariant()}";
}
