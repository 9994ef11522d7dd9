using Conformance.Engines;
using Conformance.Reports;
using Conformance.Running;
using Conformance.Suites;

namespace Conformance.Tests;

/// <summary>The open cases gate: what fails is listed with a reason, and what is listed fails.</summary>
public sealed class SuiteTests
{
    [SuiteTheory]
    [InlineData("golden-liquid")]
    [InlineData("shopify-liquid")]
    [InlineData("liquid-spec")]
    public void Failures_are_those_of_the_ledger(string suite)
    {
        var verdicts = CaseRunner.Run(CaseFile.Read(SuiteTheoryAttribute.FileOf(suite)).Cases, [Way.Plain]);
        Assert.Contains(verdicts, static verdict => verdict.Passed);
        var disagreements = Ledger.Read(Repository.LedgerOf(suite)).Disagreements(verdicts).ToArray();
        Assert.True(disagreements.Length == 0, $"{disagreements.Length} cases:\n{string.Join('\n', disagreements.Take(50))}");
    }
}

/// <summary>A theory over the suites, skipped where they do not lie beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SuiteTheoryAttribute : TheoryAttribute
{
    public SuiteTheoryAttribute()
    {
        if (!File.Exists(FileOf("golden-liquid")))
            Skip = $"The suites are not at {Repository.Data}; CONFORMANCE_DATA may name another place.";
    }

    internal static string FileOf(string suite) => Path.Combine(Repository.Data, suite, "open.json");
}
