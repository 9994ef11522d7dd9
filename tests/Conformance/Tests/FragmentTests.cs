using System.Globalization;
using Conformance.Engines;
using Conformance.Reports;
using Conformance.Running;
using Xunit.Abstractions;

namespace Conformance.Tests;

/// <summary>
/// Promises 13 and 14 over every case that passes as it is: equal bytes wrapped in a section, in two, and with a hole around each output;
/// uncached, cold and warm. What cannot be run a way is told by a rule, and counted.
/// </summary>
public sealed class FragmentTests(ITestOutputHelper log)
{
    private static readonly Way[] Sections = [Way.Uncached, Way.Section, Way.Nested, Way.Collection, Way.Hole], Holes = [Way.OpenHoles, Way.Holes, Way.StoredHoles];

    // Of the cases that expect output, by suite: nearly all can be a section, and those with outputs of their own can have holes.
    [SuiteTheory]
    [InlineData("golden-liquid", 0.99, 0.7)]
    [InlineData("shopify-liquid", 0.99, 0.6)]
    [InlineData("liquid-spec", 0.99, 0.5)]
    [InlineData("scriban", 0.99, 0.6)]
    public void A_case_renders_the_same_bytes_uncached_cold_warm_nested_in_a_collection_and_with_a_hole_around_each_output(string suite, double sections, double holes)
    {
        var cases = SuiteTests.Passing(suite).Where(static test => !test.Error && !test.ParseOnly).ToArray();
        var verdicts = CaseRunner.Run(cases, [.. Sections, .. Holes]);
        foreach (var way in verdicts.GroupBy(static verdict => verdict.Way))
        {
            log.WriteLine($"{suite} {way.Key}: {way.Count(static verdict => verdict.Passed)} of {cases.Length}");
            using var summary = new StringWriter(CultureInfo.InvariantCulture);
            new Summary([.. way]).Write(summary);
            log.WriteLine(summary.ToString());
        }

        SuiteTests.Agree(suite, verdicts);
        Assert.All(Sections, way => Assert.InRange(Checked(way), sections, 1));
        Assert.All(Holes, way => Assert.InRange(Checked(way), holes, 1));

        double Checked(Way way) => (double)verdicts.Count(verdict => verdict.Way == way && verdict.Passed) / cases.Length;
    }
}
