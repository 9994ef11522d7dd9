using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Upper and lower case, by Unicode's full mapping: ß is SS in capitals.</summary>
internal static class CaseFilters
{
    public static Value Upcase(FilterContext context, in Value input, in FilterArguments arguments) => Value.FromString(LetterCase.Upper(FilterText.Of(input)));

    public static Value Downcase(FilterContext context, in Value input, in FilterArguments arguments) => Value.FromString(LetterCase.Lower(FilterText.Of(input)));

    public static Value Capitalize(FilterContext context, in Value input, in FilterArguments arguments) => Value.FromString(LetterCase.Capitalize(FilterText.Of(input)));

    public static void WriteUpcase(FilterContext context, in Value input, in FilterArguments arguments, Utf8Output output, bool escape) =>
        Write(FilterText.Of(input), upper: true, output, escape);

    public static void WriteDowncase(FilterContext context, in Value input, in FilterArguments arguments, Utf8Output output, bool escape) =>
        Write(FilterText.Of(input), upper: false, output, escape);

    // ASCII goes by pieces of the stack; the first letter beyond it takes the rest the long way.
    private static void Write(ReadOnlySpan<char> text, bool upper, Utf8Output output, bool escape)
    {
        Span<char> piece = stackalloc char[256];
        while (text.Length > 0)
        {
            var part = text[..Math.Min(text.Length, piece.Length)];
            if (System.Text.Ascii.IsValid(part))
            {
                _ = upper ? part.ToUpperInvariant(piece) : part.ToLowerInvariant(piece);
                output.Write(piece[..part.Length], escape);
                text = text[part.Length..];
                continue;
            }
            output.Write(upper ? LetterCase.Upper(text.ToString()) : LetterCase.Lower(text.ToString()), escape);
            return;
        }
    }
}
