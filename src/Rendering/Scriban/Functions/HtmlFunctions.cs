using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>HTML. What is escaped here is markup, so that a page that escapes anyway does not do it twice.</summary>
internal static class HtmlFunctions
{
    // A letter is three bytes at most, and a byte three characters: %E4%B8%AD.
    private const int LongestCode = 9;

    public static BuiltInFunction[] All { get; } =
    [
        new("html.escape", "text", Escape, WriteEscaped),
        new("html.newline_to_br", "text", NewlineToBr),
        new("html.raw", "text", static (FilterContext context, in Value text, in FilterArguments _) => Value.FromMarkup(ScribanText.Of(context, text))),
        new("html.strip", "text", Strip),
        new("html.url_encode", "text", static (FilterContext context, in Value text, in FilterArguments _) => Bounded(context, text, LongestCode, static t => Uri.EscapeDataString(t))),
        new("html.url_escape", "text", static (FilterContext context, in Value text, in FilterArguments _) => Bounded(context, text, LongestCode, UrlEscape.Of)),
    ];

    private static Value Escape(FilterContext context, in Value text, in FilterArguments arguments)
    {
        if (text.IsNil) return default;
        var escaped = ScribanText.Escape(ScribanText.Of(context, text));
        ScribanText.Check(context, escaped.Length);
        return Value.FromMarkup(escaped);
    }

    private static void WriteEscaped(FilterContext context, in Value text, in FilterArguments arguments, Utf8Output output, bool escape)
    {
        if (!text.IsNil) output.Write(ScribanText.Of(context, text), escape: true);
    }

    private static Value NewlineToBr(FilterContext context, in Value text, in FilterArguments arguments)
    {
        const string end = "<br />\n";
        var lines = ScribanText.Part(context, text, inMarkup: context.Escapes).Replace("\r\n", "\n", StringComparison.Ordinal);
        ScribanText.Check(context, lines.Length + (long)lines.AsSpan().Count('\n') * (end.Length - 1));
        return Value.FromMarkup(lines.Replace("\n", end, StringComparison.Ordinal));
    }

    private static Value Bounded(FilterContext context, in Value text, int factor, Func<string, string> change)
    {
        if (text.IsNil) return default;
        var plain = ScribanText.Of(context, text);
        ScribanText.Check(context, (long)plain.Length * factor);
        context.Step(plain.Length / 64);
        return Value.FromString(change(plain));
    }

    // Scripts, comments and styles with all that is in them, then every tag.
    private static Value Strip(FilterContext context, in Value text, in FilterArguments arguments) => Bounded(context, text, 1, TagStripper.Strip);
}

/// <summary>Escapes what may stand nowhere in an address, and leaves what has a meaning there.</summary>
internal static class UrlEscape
{
    private const string Allowed = "-_.~!*'();:@&=+$,/?#[]%";

    public static string Of(string text) => string.Concat(text.EnumerateRunes().Select(static rune =>
        rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || Allowed.Contains((char)rune.Value, StringComparison.Ordinal)) ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
