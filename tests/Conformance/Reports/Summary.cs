using System.Globalization;

using Conformance.Running;

namespace Conformance.Reports;

/// <summary>The three rates and the counts of a set of verdicts.</summary>
internal sealed class Summary(IReadOnlyCollection<Verdict> verdicts)
{
    public int Passed { get; } = verdicts.Count(static verdict => verdict.Passed);

    public int Failed { get; } = verdicts.Count(static verdict => verdict.Failed);

    public void Write(TextWriter output)
    {
        Rate(output, "output right", verdicts.Select(static verdict => verdict.OutputRight));
        Rate(output, "error raised", verdicts.Select(static verdict => verdict.ErrorRaised));
        Rate(output, "error text right", verdicts.Select(static verdict => verdict.ErrorTextRight));
        var skipped = verdicts.Where(static verdict => verdict.Skipped is not null).GroupBy(static verdict => verdict.Skipped!).OrderByDescending(static group => group.Count()).ToArray();
        if (skipped.Length > 0)
            output.WriteLine($"  skipped           {skipped.Sum(static group => group.Count())}: {string.Join(", ", skipped.Select(static group => $"{group.Key} {group.Count()}"))}");
    }

    private static void Rate(TextWriter output, string name, IEnumerable<bool?> results)
    {
        var counted = results.Where(static result => result is not null).ToArray();
        if (counted.Length == 0) return;
        var right = counted.Count(static result => result == true);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-17} {right}/{counted.Length} ({100.0 * right / counted.Length:0.0} %)"));
    }
}
