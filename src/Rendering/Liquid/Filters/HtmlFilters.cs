using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Text and HTML: what is markup and what is not, see <see cref="FilterText"/>.</summary>
internal static class HtmlFilters
{
    private const string LineBreak = "<br />\n";

    public static Value Escape(FilterContext context, in Value input, in FilterArguments arguments) =>
        input.IsNil ? default : Bounded(context, HtmlText.Escape(FilterText.Of(input)));

    public static void WriteEscaped(FilterContext context, in Value input, in FilterArguments arguments, Utf8Output output, bool escape)
    {
        if (input.AsString is { } text) output.Write(text, escape: true);
        else if (!input.IsNil) output.Write(FilterText.Of(input), escape: true);
    }

    public static Value EscapeOnce(FilterContext context, in Value input, in FilterArguments arguments) => Bounded(context, HtmlText.EscapeOnce(FilterText.Of(input)));

    /// <summary>Text that is to be printed as it is, tags and all.</summary>
    public static Value Raw(FilterContext context, in Value input, in FilterArguments arguments) => Value.FromMarkup(FilterText.Of(input));

    public static Value NewlineToBr(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var text = FilterText.Part(input, inMarkup: context.Escapes);
        FilterText.Check(context, text.Length + (LineBreak.Length - 1L) * text.AsSpan().Count('\n'));
        return Value.FromMarkup(Lines.Replace(text, LineBreak));
    }

    public static Value StripHtml(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var text = FilterText.Of(input);
        context.Step(text.Length / 64);
        return Value.FromString(HtmlText.StripTags(text));
    }

    private static Value Bounded(FilterContext context, string markup)
    {
        FilterText.Check(context, markup.Length);
        return Value.FromMarkup(markup);
    }
}
