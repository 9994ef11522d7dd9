using System.Runtime.CompilerServices;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>
/// What all filters of text share: how a value becomes text, the bound on its length, and what becomes of markup.
/// <para>
/// Markup is text that output does not escape. Where a template escapes its output, a filter's result is markup in these cases only:
/// <c>escape</c>, <c>escape_once</c>, <c>newline_to_br</c> and <c>raw</c> make markup; trimming and collapsing white space keep it,
/// since no tag, attribute or reference can come to be by that; joining (<c>append</c>, <c>prepend</c>, <c>join</c>) keeps it and
/// escapes the parts that are plain. All else (cutting, replacing, changing case, decoding) can tear a tag or make one, so
/// its result is plain text and is escaped when printed; a template that knows better says <c>raw</c> last. Where output is
/// not escaped none of this is seen, and results are those of Ruby.
/// </para>
/// </summary>
internal static class FilterText
{
    // Characters that are compared in about the time of a step.
    private const int Word = 64;

    public static string Of(in Value value) => value.AsString ?? LiquidFormatter.Instance.ToText(value);

    /// <summary>Text with the input's standing: markup where the input was.</summary>
    public static Value Keep(in Value input, string text) => input.IsMarkup ? Value.FromMarkup(text) : Value.FromString(text);

    /// <exception cref="LimitException">The text would be longer than a filter may make it.</exception>
    public static void Check(FilterContext context, long length)
    {
        if (length > context.Limits.StringLength) ThrowTooLong(context.Limits.StringLength);
    }

    /// <summary>
    /// Counts a search as the worst that it can be: at each place all but the last character of what is looked for may match, so two
    /// long texts take their product. An ordinary search is for something short.
    /// </summary>
    public static void ChargeSearch(FilterContext context, string text, string wanted)
    {
        if (text.Length < Word || text.Length < wanted.Length) return;
        var steps = (long)((text.Length - wanted.Length) / Word + 1) * (wanted.Length / Word + 1);
        context.Step((int)Math.Min(steps, int.MaxValue));
    }

    /// <summary>Two texts in one, by the rule for joining.</summary>
    public static Value Join(FilterContext context, in Value first, in Value second)
    {
        var markup = context.Escapes && (first.IsMarkup || second.IsMarkup);
        var (head, tail) = (Part(first, markup), Part(second, markup));
        Check(context, (long)head.Length + tail.Length);
        var text = string.Concat(head, tail);
        return markup ? Value.FromMarkup(text) : Value.FromString(text);
    }

    /// <summary>A part of a joined text; in markup a plain one is escaped.</summary>
    public static string Part(in Value value, bool inMarkup) => inMarkup && !value.IsMarkup ? HtmlText.Escape(Of(value)) : Of(value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowTooLong(int limit) =>
        throw new LimitException($"A filter would make a text of more than {limit:N0} characters. Make it of smaller parts, or raise {nameof(TemplateLimits)}.{nameof(TemplateLimits.StringLength)}.");
}
