using System.Text;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Replacing and removing parts of a text: each, the first, the last.</summary>
internal static class ReplaceFilters
{
    public static Value Replace(FilterContext context, in Value input, in FilterArguments arguments) => Each(context, input, arguments[0], FilterText.Of(arguments[1]));

    public static Value ReplaceFirst(FilterContext context, in Value input, in FilterArguments arguments) => First(context, input, arguments[0], FilterText.Of(arguments[1]));

    public static Value ReplaceLast(FilterContext context, in Value input, in FilterArguments arguments) => Last(context, input, arguments[0], FilterText.Of(arguments[1]));

    public static Value Remove(FilterContext context, in Value input, in FilterArguments arguments) => Each(context, input, arguments[0], "");

    public static Value RemoveFirst(FilterContext context, in Value input, in FilterArguments arguments) => First(context, input, arguments[0], "");

    public static Value RemoveLast(FilterContext context, in Value input, in FilterArguments arguments) => Last(context, input, arguments[0], "");

    private static Value Each(FilterContext context, in Value input, in Value pattern, string replacement)
    {
        var (text, wanted, put) = (FilterText.Of(input), FilterText.Of(pattern), new Replacement(replacement));
        FilterText.ChargeSearch(context, text, wanted);
        if (wanted.Length == 0 || !put.IsPlain) return EachInTurn(context, text, wanted, put);
        var growth = replacement.Length - wanted.Length;
        // The count costs a second search, so it is made only where the result could be too long.
        if (growth > 0 && text.Length + (long)growth * (text.Length / wanted.Length) > context.Limits.StringLength)
            FilterText.Check(context, text.Length + (long)growth * text.AsSpan().Count(wanted));
        return Value.FromString(text.Replace(wanted, replacement, StringComparison.Ordinal));
    }

    // Nothing is found before each character and at the end.
    private static Value EachInTurn(FilterContext context, string text, string wanted, Replacement put)
    {
        var result = new StringBuilder();
        var from = 0;
        for (var at = 0; at <= text.Length && (at = text.IndexOf(wanted, at, StringComparison.Ordinal)) >= 0;)
        {
            result.Append(text, from, at - from);
            put.AppendTo(result, text, at, wanted.Length);
            FilterText.Check(context, result.Length);
            from = at + wanted.Length;
            at = wanted.Length > 0 ? from : from + Math.Max(1, CodePoints.IndexOf(text.AsSpan(from), 1));
        }
        return Value.FromString(result.Append(text, from, text.Length - from).ToString());
    }

    private static Value First(FilterContext context, in Value input, in Value pattern, string replacement)
    {
        var (text, wanted, put) = (FilterText.Of(input), FilterText.Of(pattern), new Replacement(replacement));
        FilterText.ChargeSearch(context, text, wanted);
        var at = text.IndexOf(wanted, StringComparison.Ordinal);
        if (at < 0 || put.IsPlain) return Put(context, text, at, wanted.Length, replacement);
        var expanded = new StringBuilder();
        put.AppendTo(expanded, text, at, wanted.Length);
        return Put(context, text, at, wanted.Length, expanded.ToString());
    }

    private static Value Last(FilterContext context, in Value input, in Value pattern, string replacement)
    {
        var (text, wanted) = (FilterText.Of(input), FilterText.Of(pattern));
        FilterText.ChargeSearch(context, text, wanted);
        return Put(context, text, wanted.Length == 0 ? text.Length : text.LastIndexOf(wanted, StringComparison.Ordinal), wanted.Length, replacement);
    }

    private static Value Put(FilterContext context, string text, int at, int length, string replacement)
    {
        if (at < 0) return Value.FromString(text);
        FilterText.Check(context, (long)text.Length + replacement.Length);
        return Value.FromString(string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + length)));
    }
}
