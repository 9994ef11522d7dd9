using System.Buffers;
using System.Text;
using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Shortening a text to a count of characters or words, ellipsis included.</summary>
internal static class TruncateFilters
{
    private const int DefaultLength = 50;
    private const int DefaultWords = 15;
    private const string DefaultEllipsis = "...";
    private const string Blank = " \t\n\v\f\r";

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(Blank);

    public static Value Truncate(FilterContext context, in Value input, in FilterArguments arguments) =>
        input.IsNil ? default : new Cut(arguments).Apply(context, FilterText.Of(input));

    public static void WriteTruncated(FilterContext context, in Value input, in FilterArguments arguments, Utf8Output output, bool escape)
    {
        if (!input.IsNil) new Cut(arguments).Write(FilterText.Of(input), output, escape);
    }

    public static BoundFilter? Bind(Value[] arguments)
    {
        Cut cut;
        try
        {
            cut = new Cut(new FilterArguments(arguments));
        }
        catch (TemplateException)
        {
            // A length that is none is reported where it is used, and only if it is.
            return null;
        }
        return new BoundFilter(
            (FilterContext context, in Value input, in FilterArguments _) => input.IsNil ? default : cut.Apply(context, FilterText.Of(input)),
            (FilterContext _, in Value input, in FilterArguments _, Utf8Output output, bool escape) =>
            {
                if (!input.IsNil) cut.Write(FilterText.Of(input), output, escape);
            });
    }

    /// <summary>So many words, joined by one space each, and the ellipsis where there are more.</summary>
    public static Value TruncateWords(FilterContext context, in Value input, in FilterArguments arguments)
    {
        if (input.IsNil) return default;
        var text = FilterText.Of(input);
        var words = arguments.Count == 0 ? DefaultWords : Math.Max(1, LiquidNumbers.ToIndex(arguments[0]));
        var result = new StringBuilder();
        var rest = text.AsSpan().TrimStart(Blank);
        for (var count = 1; rest.Length > 0; count++)
        {
            var end = rest.IndexOfAny(WordEnds);
            if (end < 0) break;
            result.Append(rest[..end]);
            // White space behind the last word counts as one more, as in Ruby's split with a limit.
            if (count == words)
            {
                result.Append(arguments.Count > 1 ? FilterText.Of(arguments[1]) : DefaultEllipsis);
                FilterText.Check(context, result.Length);
                return Value.FromString(result.ToString());
            }
            result.Append(' ');
            rest = rest[end..].TrimStart(Blank);
        }
        return Value.FromString(text);
    }

    /// <summary>The two arguments of truncate, read once where they are constants.</summary>
    private readonly struct Cut
    {
        private readonly int _length;
        private readonly int _kept;
        private readonly string _ellipsis;

        public Cut(in FilterArguments arguments)
        {
            _length = arguments.Count > 0 ? LiquidNumbers.ToIndex(arguments[0]) : DefaultLength;
            _ellipsis = arguments.Count > 1 ? FilterText.Of(arguments[1]) : DefaultEllipsis;
            _kept = (int)Math.Max(0, (long)_length - CodePoints.Count(_ellipsis));
        }

        public Value Apply(FilterContext context, string text)
        {
            if (Fits(text)) return Value.FromString(text);
            var end = CodePoints.IndexOf(text, _kept);
            FilterText.Check(context, (long)end + _ellipsis.Length);
            return Value.FromString(string.Concat(text.AsSpan(0, end), _ellipsis));
        }

        public void Write(string text, Utf8Output output, bool escape)
        {
            if (Fits(text))
            {
                output.Write(text, escape);
                return;
            }
            output.Write(text.AsSpan(0, CodePoints.IndexOf(text, _kept)), escape);
            output.Write(_ellipsis, escape);
        }

        // A code point takes two units at most, so a text of more than twice as many need not be counted.
        private bool Fits(string text) => text.Length <= _length || (text.Length <= 2L * _length && CodePoints.Count(text) <= _length);
    }
}
