using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Harness;

/// <summary>Prints each contest as a table and gathers its figures for the JSON line.</summary>
internal sealed class Report(bool json, Effort effort)
{
    private readonly SortedDictionary<string, double> _figures = new(StringComparer.Ordinal);

    /// <summary>How long to measure, for benchmarks that do so themselves.</summary>
    public Effort Effort => effort;

    /// <summary>A figure for the JSON line.</summary>
    public void Add(string name, double figure) => _figures[name] = Math.Round(figure, 3);

    /// <summary>
    /// Measures a contest. Of each contestant the figures <c>name.key</c> (ratio to the baseline), <c>name.key.bytes</c>
    /// (allocated an operation, the result not counted) and of the baseline <c>name.key.ns</c>.
    /// </summary>
    public void Add(Contest contest)
    {
        var measures = contest.Run(effort);
        Console.WriteLine($"\n### {contest.Title}\n\n| contestant | median ns/op | least..most ns | x {contest.Baseline} | bytes/op |\n|---|---:|---:|---:|---:|");
        foreach (var measure in measures)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {measure.Name} | {measure.Median:N0} | {measure.Least:N0}..{measure.Most:N0} | {measure.Ratio:0.00} | {measure.Bytes:#,0.#} |"));
            var name = $"{measure.Name.Replace(' ', '-')}.{contest.Key}";
            if (measure.Name == contest.Baseline) _figures[name + ".ns"] = Math.Round(measure.Median);
            else _figures[name] = Math.Round(measure.Ratio, 3);
            _figures[name + ".bytes"] = Math.Round(measure.Bytes, 1);
        }
    }

    /// <summary>Warns where a contestant writes other bytes than the baseline, since its time then says nothing.</summary>
    public static void Compare(string contest, string contestant, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        if (actual.SequenceEqual(expected)) return;
        var at = actual.CommonPrefixLength(expected);
        Console.WriteLine($"warning: {contest}: {contestant} differs from the floor at byte {at:N0} ({actual.Length:N0} bytes, the floor {expected.Length:N0}): "
            + $"expected \"{Around(expected, at)}\", got \"{Around(actual, at)}\"");
    }

    public void Finish()
    {
        if (json) Console.WriteLine(JsonSerializer.Serialize(_figures));
    }

    private static string Around(ReadOnlySpan<byte> bytes, int at)
    {
        var start = Math.Max(0, at - 16);
        return System.Text.Encoding.UTF8.GetString(bytes[start..Math.Min(bytes.Length, at + 24)]).ReplaceLineEndings("\\n");
    }
}
