using System.Globalization;
using System.Text.Json;

namespace Rendering.Fragments;

/// <summary>Outcomes, reasons and spans as people read them.</summary>
internal static class Words
{
    private static readonly string[] Outcomes = [.. Enum.GetNames<FragmentOutcome>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
    private static readonly string[] Reasons = [.. Enum.GetNames<FragmentReason>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    public static string Of(FragmentOutcome outcome) => Outcomes[(int)outcome].Replace('_', ' ');

    public static string Of(FragmentReason reason) => Reasons[(int)reason].Replace('_', ' ');

    /// <summary>As a tag's value in metrics: <c>template_changed</c>.</summary>
    public static string Tag(FragmentReason reason) => Reasons[(int)reason];

    public static string Of(TimeSpan span) => span.TotalSeconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.###} ms"),
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h"),
    };
}
