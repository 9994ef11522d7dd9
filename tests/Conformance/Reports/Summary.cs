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
        Reasons(output, "skipped", verdicts.Select(static verdict => verdict.Skipped));
        Reasons(output, "noted", verdicts.Select(static verdict => verdict.Note));
    }

    private static void Reasons(TextWriter output, string name, IEnumerable<string?> reasons)
    {
        var groups = reasons.OfType<string>().GroupBy(static reason => reason).OrderByDescending(static group => group.Count()).ToArray();
        if (groups.Length > 0)
            output.WriteLine($"  {name,-17} {groups.Sum(static group => group.Count())}: {string.Join(", ", groups.Select(static group => $"{group.Key} {group.Count()}"))}");
    }

    private static void Rate(TextWriter output, string name, IEnumerable<bool?> results)
    {
        var counted = results.Where(static result => result is not null).ToArray();
        if (counted.Length == 0) return;
        var right = counted.Count(static result => result == true);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-17} {right}/{counted.Length} ({100.0 * right / counted.Length:0.0} %)"));
    }
}
