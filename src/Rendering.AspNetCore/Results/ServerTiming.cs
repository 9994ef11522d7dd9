using System.Globalization;
using System.Text;
using Rendering.Fragments;

namespace Rendering.AspNetCore;

/// <summary>A report as the header <c>Server-Timing</c>, which browsers show beside the request.</summary>
internal static class ServerTiming
{
    // Some servers before us take heads of 8 KB at most; a browser shows twenty lines without scrolling.
    private const int MostFragments = 20;

    // Neither keys nor tags: what is in them may be somebody's.
    public static string Of(RenderReport report)
    {
        var text = new StringBuilder();
        Add(text, "render", $"{report.FragmentHits} sections hit, {report.FragmentMisses} missed", report.Elapsed);
        if (report.Page is { } page)
            Add(text, "page", Verdict(page), page.Took);
        var number = 0;
        foreach (var fragment in report.Fragments.Where(static fragment => fragment.Outcome != FragmentOutcome.Hit).Take(MostFragments))
            Add(text, string.Create(CultureInfo.InvariantCulture, $"section{++number}"), $"{fragment.Template}({fragment.Line},{fragment.Column}) {Verdict(fragment)}", fragment.Took);
        return text.ToString();
    }

    private static string Verdict(FragmentReport report) =>
        report.Reason == FragmentReason.None ? $"{report.Outcome}" : $"{report.Outcome}: {report.Reason}";

    // A quoted string holds what can be seen of ASCII; a template's name may be anything.
    private static void Add(StringBuilder text, string name, string description, TimeSpan took)
    {
        text.Append(text.Length == 0 ? "" : ", ").Append(name).Append(";desc=\"");
        foreach (var character in description)
            text.Append(character is '"' or '\\' or < ' ' or > '~' ? '?' : character);
        text.Append(CultureInfo.InvariantCulture, $"\";dur={took.TotalMilliseconds:0.###}");
    }
}
