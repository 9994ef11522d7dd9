using Conformance.Running;

namespace Conformance.Reports;

/// <summary>The cases of a suite that are known to fail: a line each, <c>name TAB reason</c>, grouped by reason.</summary>
internal sealed class Ledger
{
    private const char Separator = '\t';

    public Dictionary<string, string> Reasons { get; } = new(StringComparer.Ordinal);

    public static Ledger Read(string path)
    {
        var ledger = new Ledger();
        if (!File.Exists(path)) return ledger;
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var parts = line.Split(Separator, 2);
            ledger.Reasons.Add(parts[0], parts.Length > 1 ? parts[1] : "");
        }
        return ledger;
    }

    /// <summary>Where the ledger and a run disagree: a failure that is not listed, a listed case that passes, a reason left out.</summary>
    public IEnumerable<string> Disagreements(IReadOnlyCollection<Verdict> verdicts)
    {
        foreach (var verdict in verdicts)
            if (verdict.Failed && !Reasons.ContainsKey(verdict.Name)) yield return $"fails and is not listed: {verdict.Name}: {verdict.Problem}";
            else if (verdict.Passed && Reasons.ContainsKey(verdict.Name)) yield return $"is listed and passes: {verdict.Name}";
        foreach (var (name, reason) in Reasons)
            if (string.IsNullOrWhiteSpace(reason)) yield return $"is listed without a reason: {name}";
    }

    /// <summary>
    /// Lists what fails now. Reasons already given stay, and so does what was not run; a new line gets the problem as the run saw it.
    /// </summary>
    public void Write(string path, IReadOnlyCollection<Verdict> verdicts)
    {
        var run = verdicts.Where(static verdict => verdict.Skipped is null).Select(static verdict => verdict.Name).ToHashSet(StringComparer.Ordinal);
        var lines = verdicts.Where(static verdict => verdict.Failed)
            .Select(verdict => (verdict.Name, Reason: Reasons.GetValueOrDefault(verdict.Name) ?? Cause(verdict)))
            .Concat(Reasons.Where(line => !run.Contains(line.Key)).Select(static line => (Name: line.Key, Reason: line.Value)))
            .OrderBy(static line => line.Reason, StringComparer.Ordinal).ThenBy(static line => line.Name, StringComparer.Ordinal)
            .Select(static line => $"{line.Name}{Separator}{line.Reason}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, lines);
    }

    private static string Cause(Verdict verdict) => verdict.Problem!.ReplaceLineEndings(" ").Replace(Separator, ' ');
}
