using Conformance.Running;

namespace Conformance.Reports;

/// <summary>The failing cases, one a line, with the two texts around their first difference where that is asked.</summary>
internal static class FailureList
{
    private const int Shown = 160;
    private const int Before = 40;

    public static void Write(TextWriter output, IEnumerable<Verdict> verdicts, bool diff)
    {
        foreach (var verdict in verdicts.Where(static verdict => verdict.Failed))
        {
            output.WriteLine($"  FAIL {verdict.Name}: {Shorten(verdict.Problem!, 0)}");
            if (!diff) continue;
            var start = Math.Max(0, verdict.Expected.AsSpan().CommonPrefixLength(verdict.Actual) - Before);
            output.WriteLine($"       template {Shorten(verdict.Case.Template, 0)}");
            output.WriteLine($"       expected {Shorten(verdict.Expected, start)}");
            output.WriteLine($"       actual   {Shorten(verdict.Actual, start)}");
        }
    }

    private static string Shorten(string text, int start)
    {
        var part = text.AsSpan(start, Math.Min(Shown, text.Length - start)).ToString();
        part = part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
        return (start > 0 ? "..." : "") + part + (start + Shown < text.Length ? "..." : "");
    }
}
