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
    [InlineData("scriban")]
    public void Failures_are_those_of_the_ledger(string suite)
    {
        var verdicts = CaseRunner.Run(CaseFile.Read(SuiteTheoryAttribute.FileOf(suite)).Cases, [Way.Plain]);
        Assert.Contains(verdicts, static verdict => verdict.Passed);
        Agree(suite, verdicts);
    }

    /// <summary>What passes as it is passes through a tiny buffer, and where everything of the model comes late.</summary>
    [SuiteTheory]
    [InlineData("golden-liquid")]
    [InlineData("shopify-liquid")]
    [InlineData("scriban")]
    public void A_case_renders_the_same_bytes_delayed_and_through_a_tiny_buffer(string suite) => Agree(suite, CaseRunner.Run(Passing(suite), [Way.Tiny, Way.Delayed]));

    internal static ConformanceCase[] Passing(string suite) =>
        [.. CaseRunner.Run(CaseFile.Read(SuiteTheoryAttribute.FileOf(suite)).Cases, [Way.Plain]).Where(static verdict => verdict.Passed).Select(static verdict => verdict.Case)];

    internal static void Agree(string suite, IReadOnlyCollection<Verdict> verdicts)
    {
        var disagreements = Ledger.Read(Repository.LedgerOf(suite)).Disagreements(verdicts).ToArray();
        Assert.True(disagreements.Length == 0,
            $"{disagreements.Length} cases; with reasons given, they are listed by --write-ledger:\n{string.Join('\n', disagreements.Take(50))}");
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
