using System.Buffers;
using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Text: joining, trimming, splitting.</summary>
internal static class StringFilters
{
    // Ruby's strip takes the null character for white space; its split and its \s do not.
    private const string Blank = " \t\n\v\f\r";
    private const string BlankOrNull = Blank + "\0";

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(Blank);

    public static Value Append(FilterContext context, in Value input, in FilterArguments arguments) => FilterText.Join(context, input, arguments[0]);

    public static Value Prepend(FilterContext context, in Value input, in FilterArguments arguments) => FilterText.Join(context, arguments[0], input);

    /// <summary>Both parts one after the other: what the joined text would print, without making it.</summary>
    public static void WriteAppended(FilterContext context, in Value input, in FilterArguments arguments, Utf8Output output, bool escape) =>
        WriteJoined(input, arguments[0], output, escape);

    public static void WritePrepended(FilterContext context, in Value input, in FilterArguments arguments, Utf8Output output, bool escape) =>
        WriteJoined(arguments[0], input, output, escape);

    public static Value Strip(FilterContext context, in Value input, in FilterArguments arguments) =>
        FilterText.Keep(input, Slice(FilterText.Of(input), static text => text.TrimEnd(BlankOrNull).TrimStart(BlankOrNull)));

    public static Value LeftStrip(FilterContext context, in Value input, in FilterArguments arguments) =>
        FilterText.Keep(input, Slice(FilterText.Of(input), static text => text.TrimStart(BlankOrNull)));

    public static Value RightStrip(FilterContext context, in Value input, in FilterArguments arguments) =>
        FilterText.Keep(input, Slice(FilterText.Of(input), static text => text.TrimEnd(BlankOrNull)));

    /// <summary>Without white space at its ends, and with one space for each run of it within.</summary>
    public static Value Squish(FilterContext context, in Value input, in FilterArguments arguments)
    {
        if (input.IsNil) return default;
        var text = FilterText.Of(input).AsSpan().TrimEnd(BlankOrNull).TrimStart(BlankOrNull);
        var result = new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!Blank.Contains(c, StringComparison.Ordinal)) result[length++] = c;
            else if (length == 0 || result[length - 1] != ' ') result[length++] = ' ';
        }
        return FilterText.Keep(input, new string(result, 0, length));
    }

    public static Value StripNewlines(FilterContext context, in Value input, in FilterArguments arguments) =>
        FilterText.Keep(input, Lines.Replace(FilterText.Of(input), ""));

    /// <summary>
    /// Parts between separators, without empty ones at the end. A separator of one space stands for any white space, which is
    /// then dropped at the start too; an empty one splits into characters.
    /// </summary>
    public static Value Split(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var (text, separator) = (FilterText.Of(input), FilterText.Of(arguments[0]));
        var parts = new List<Value>();
        if (separator.Length == 0) SplitCharacters(context, text, parts);
        else if (separator == " ") SplitWords(context, text, parts);
        else
        {
            FilterText.ChargeSearch(context, text, separator);
            SplitParts(context, text, separator, parts);
        }
        return ListInput.Result(parts);
    }

    private static void WriteJoined(in Value first, in Value second, Utf8Output output, bool escape)
    {
        output.Write(FilterText.Of(first), escape && !first.IsMarkup);
        output.Write(FilterText.Of(second), escape && !second.IsMarkup);
    }

    private delegate ReadOnlySpan<char> Cut(ReadOnlySpan<char> text);

    private static string Slice(string text, Cut cut)
    {
        var rest = cut(text);
        return rest.Length == text.Length ? text : rest.ToString();
    }

    private static void SplitCharacters(FilterContext context, ReadOnlySpan<char> text, List<Value> parts)
    {
        while (text.Length > 0)
        {
            var length = CodePoints.IndexOf(text, 1);
            Add(context, parts, text[..length]);
            text = text[length..];
        }
    }

    private static void SplitWords(FilterContext context, ReadOnlySpan<char> text, List<Value> parts)
    {
        while (true)
        {
            text = text.TrimStart(Blank);
            if (text.Length == 0) return;
            var end = text.IndexOfAny(WordEnds);
            if (end < 0) end = text.Length;
            Add(context, parts, text[..end]);
            text = text[end..];
        }
    }

    private static void SplitParts(FilterContext context, ReadOnlySpan<char> text, string separator, List<Value> parts)
    {
        while (text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at)
        {
            Add(context, parts, text[..at]);
            text = text[(at + separator.Length)..];
        }
        Add(context, parts, text);
        while (parts.Count > 0 && parts[^1].AsString!.Length == 0) parts.RemoveAt(parts.Count - 1);
    }

    private static void Add(FilterContext context, List<Value> parts, ReadOnlySpan<char> part)
    {
        if (parts.Count == context.Limits.LoopLength) throw LimitException.LoopLength(context.Limits.LoopLength);
        context.Step(1);
        context.Made((long)part.Length * sizeof(char));
        parts.Add(Value.FromString(part.ToString()));
    }
}
