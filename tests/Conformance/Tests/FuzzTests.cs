using Conformance.Engines;
using Conformance.Running;
using Conformance.Suites;

namespace Conformance.Tests;

/// <summary>Templates cut at random places: whatever is left of one renders or is an error of the library, never a fault.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261120;
    private const int CutsEach = 2;

    [SuiteTheory]
    [InlineData("golden-liquid", "strict2")]
    [InlineData("golden-liquid", "lax")]
    public void A_template_cut_anywhere_is_no_fault(string suite, string mode)
    {
        var random = new Random(Seed);
        var cuts = CaseFile.Read(SuiteTheoryAttribute.FileOf(suite)).Cases
            .Where(static test => test.Template.Length > 1)
            .SelectMany(test => Enumerable.Range(0, CutsEach).Select(_ => test with { Mode = mode, Template = Cut(test.Template, random) }))
            .ToArray();
        var faults = CaseRunner.Run(cuts, [Way.Plain]).Where(static verdict => verdict.IsFault).Select(static verdict => $"{verdict.Actual}: {verdict.Case.Template}");
        Assert.Empty(faults);
    }

    // Either end of it, or it without its middle.
    private static string Cut(string template, Random random)
    {
        var (a, b) = (random.Next(template.Length), random.Next(template.Length));
        return random.Next(3) switch
        {
            0 => template[..a],
            1 => template[a..],
            _ => template[..Math.Min(a, b)] + template[Math.Max(a, b)..],
        };
    }
}
