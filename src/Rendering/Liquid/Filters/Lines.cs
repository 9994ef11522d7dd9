namespace Rendering.Liquid.Filters;

/// <summary>Line ends: \n, or \r\n as one.</summary>
internal static class Lines
{
    public static string Replace(string text, string replacement) =>
        text.Contains('\n', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", replacement, StringComparison.Ordinal)
            : text;
}
