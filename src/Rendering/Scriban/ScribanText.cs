using System.Buffers;
using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban;

/// <summary>
/// What expressions and functions share of text: how a value becomes text, the bound on its length, and what becomes of markup,
/// which output does not escape. Joining keeps it and escapes the parts that are plain; trimming keeps it; all else gives plain text.
/// </summary>
internal static class ScribanText
{
    private static readonly SearchValues<char> Reserved = SearchValues.Create("&<>\"'");

    public static string Of(FilterContext context, in Value value) => value.AsString ?? Composed(context, value);

    // A list or a large number is written out by whoever takes it for text, and nothing of that is in what is made of the text.
    private static string Composed(FilterContext context, in Value value)
    {
        var text = context.Formatter.ToText(value);
        context.Step(text.Length >> 2);
        return text;
    }

    /// <summary>Text with the input's standing: markup where the input was.</summary>
    public static Value Keep(in Value input, string text) => input.IsMarkup ? Value.FromMarkup(text) : Value.FromString(text);

    /// <exception cref="LimitException">The text would be longer than an expression may make it.</exception>
    public static void Check(FilterContext context, long length)
    {
        if (length > context.Limits.StringLength)
            throw new LimitException($"An expression would make a text of more than {context.Limits.StringLength:N0} characters. Make it of smaller parts, or raise {nameof(TemplateLimits)}.{nameof(TemplateLimits.StringLength)}.");
    }

    public static Value Join(FilterContext context, in Value first, in Value second)
    {
        var markup = context.Escapes && (first.IsMarkup || second.IsMarkup);
        var (head, tail) = (Part(context, first, markup), Part(context, second, markup));
        Check(context, (long)head.Length + tail.Length);
        return Whole(string.Concat(head, tail), markup);
    }

    /// <summary>All parts, one after the other.</summary>
    public static Value Concat(FilterContext context, List<Value> parts)
    {
        var markup = context.Escapes && parts.Exists(static part => part.IsMarkup);
        var texts = new string[parts.Count];
        var length = 0L;
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Part(context, parts[i], markup);
            Check(context, length += texts[i].Length);
        }
        return Whole(string.Concat(texts), markup);
    }

    private static Value Whole(string text, bool markup) => markup ? Value.FromMarkup(text) : Value.FromString(text);

    /// <summary>A part of a joined text; in markup a plain one is escaped.</summary>
    public static string Part(FilterContext context, in Value value, bool inMarkup) =>
        inMarkup && !value.IsMarkup ? Escape(Of(context, value)) : Of(context, value);

    /// <summary>Text as output would escape it.</summary>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Reserved)) return text;
        using var output = new Utf8Output();
        output.Write(text, escape: true);
        return output.ToText();
    }

    public static Value Repeat(FilterContext context, string text, long count)
    {
        if (count <= 0 || text.Length == 0) return Value.FromString("");
        Check(context, count > int.MaxValue ? long.MaxValue : text.Length * count);
        return Value.FromString(string.Create(text.Length * (int)count, text, static (all, part) =>
        {
            for (var at = 0; at < all.Length; at += part.Length) part.CopyTo(all[at..]);
        }));
    }
}
