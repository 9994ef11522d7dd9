using System.Globalization;
using Rendering.Scriban.Expressions;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>Text as a whole: case, space, comparison, numbers out of it.</summary>
internal static class StringFunctions
{
    private static readonly char[] LineEnds = ['\r', '\n'];

    public static BuiltInFunction[] All { get; } =
    [
        new("string.append", "text with", static (FilterContext context, in Value text, in FilterArguments arguments) => ScribanText.Join(context, text, arguments[0])),
        new("string.capitalize", "text", static (FilterContext context, in Value text, in FilterArguments _) => Change(context, text, static t => t.Length == 0 ? t : char.ToUpperInvariant(t[0]) + t[1..])),
        new("string.capitalizewords", "text", static (FilterContext context, in Value text, in FilterArguments _) => Change(context, text, CapitalizeWords)),
        new("string.contains", "text value", static (FilterContext context, in Value text, in FilterArguments arguments) => Test(context, text, arguments[0], static (t, v) => t.Contains(v, StringComparison.Ordinal))),
        new("string.downcase", "text", static (FilterContext context, in Value text, in FilterArguments _) => Change(context, text, static t => t.ToLowerInvariant())),
        new("string.empty", "text", static (FilterContext context, in Value text, in FilterArguments _) => Value.FromBool(ScribanText.Of(context, text).Length == 0)),
        new("string.ends_with", "text value", static (FilterContext context, in Value text, in FilterArguments arguments) => Test(context, text, arguments[0], static (t, v) => t.EndsWith(v, StringComparison.Ordinal))),
        new("string.equals_ignore_case", "text value", static (FilterContext context, in Value text, in FilterArguments arguments) => Test(context, text, arguments[0], static (t, v) => t.Equals(v, StringComparison.OrdinalIgnoreCase))),
        new("string.handleize", "text", static (FilterContext context, in Value text, in FilterArguments _) => Change(context, text, Handleize)),
        new("string.lstrip", "text", static (FilterContext context, in Value text, in FilterArguments _) => ScribanText.Keep(text, ScribanText.Of(context, text).TrimStart())),
        new("string.pluralize", "number singular plural", Pluralize),
        new("string.prepend", "text by", static (FilterContext context, in Value text, in FilterArguments arguments) => ScribanText.Join(context, arguments[0], text)),
        new("string.rstrip", "text", static (FilterContext context, in Value text, in FilterArguments _) => ScribanText.Keep(text, ScribanText.Of(context, text).TrimEnd())),
        new("string.size", "text", static (FilterContext context, in Value text, in FilterArguments _) => Value.FromInt(ScribanText.Of(context, text).Length)),
        new("string.starts_with", "text value", static (FilterContext context, in Value text, in FilterArguments arguments) => Test(context, text, arguments[0], static (t, v) => t.StartsWith(v, StringComparison.Ordinal))),
        new("string.strip", "text", static (FilterContext context, in Value text, in FilterArguments _) => ScribanText.Keep(text, ScribanText.Of(context, text).Trim())),
        new("string.strip_newlines", "text", static (FilterContext context, in Value text, in FilterArguments _) => ScribanText.Keep(text, string.Concat(ScribanText.Of(context, text).Split(LineEnds)))),
        new("string.to_double", "text", ToFloat),
        new("string.to_float", "text", ToFloat),
        new("string.to_int", "text", static (FilterContext context, in Value text, in FilterArguments _) => ToWhole(context, text) is { } number and >= int.MinValue and <= int.MaxValue ? Value.FromInt(number) : default),
        new("string.to_long", "text", static (FilterContext context, in Value text, in FilterArguments _) => ToWhole(context, text) is { } number ? Value.FromInt(number) : default),
        new("string.upcase", "text", static (FilterContext context, in Value text, in FilterArguments _) => Change(context, text, static t => t.ToUpperInvariant())),
        new("string.whitespace", "text", static (FilterContext context, in Value text, in FilterArguments _) => Value.FromBool(string.IsNullOrWhiteSpace(ScribanText.Of(context, text)))),
    ];

    private static Value Change(FilterContext context, in Value text, Func<string, string> change) => text.IsNil ? default : Value.FromString(change(ScribanText.Of(context, text)));

    private static Value Test(FilterContext context, in Value text, in Value value, Func<string, string, bool> test) =>
        Value.FromBool(test(ScribanText.Of(context, text), ScribanText.Of(context, value)));

    private static string CapitalizeWords(string text) => string.Create(text.Length, text, static (letters, source) =>
    {
        for (var i = 0; i < letters.Length; i++) letters[i] = i == 0 || char.IsWhiteSpace(source[i - 1]) ? char.ToUpperInvariant(source[i]) : source[i];
    });

    // Letters and digits are kept, all between them is one hyphen.
    private static string Handleize(string text) => string.Join('-', string.Concat(text.Select(static c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Value Pluralize(FilterContext context, in Value number, in FilterArguments arguments) =>
        !number.IsNumber ? throw new FilterException($"Expecting a number instead of {Errors.TypeOf(number)}") : Arithmetic.ToFloat(number) == 1 ? arguments[0] : arguments[1];

    private static Value ToFloat(FilterContext context, in Value text, in FilterArguments arguments) =>
        double.TryParse(ScribanText.Of(context, text), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Value.FromFloat(number) : default;

    private static long? ToWhole(FilterContext context, in Value text) =>
        long.TryParse(ScribanText.Of(context, text), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
