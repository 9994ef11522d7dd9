using System.Text;
using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>Parts of text: cutting, replacing, splitting, padding.</summary>
internal static class TextParts
{
    private const string Ellipsis = "...";

    public static BuiltInFunction[] All { get; } =
    [
        new("string.pad_left", "text width", static (FilterContext context, in Value text, in FilterArguments arguments) => Value.FromString(ScribanText.Of(context, text).PadLeft(Width(context, arguments[0])))),
        new("string.pad_right", "text width", static (FilterContext context, in Value text, in FilterArguments arguments) => Value.FromString(ScribanText.Of(context, text).PadRight(Width(context, arguments[0])))),
        new("string.remove", "text remove", static (FilterContext context, in Value text, in FilterArguments arguments) => Replace(context, text, arguments[0], default)),
        new("string.remove_first", "text remove", static (FilterContext context, in Value text, in FilterArguments arguments) => ReplaceOne(context, text, arguments[0], default, last: false)),
        new("string.remove_last", "text remove", static (FilterContext context, in Value text, in FilterArguments arguments) => ReplaceOne(context, text, arguments[0], default, last: true)),
        new("string.replace", "text match replace", static (FilterContext context, in Value text, in FilterArguments arguments) => Replace(context, text, arguments[0], arguments[1])),
        new("string.replace_first", "text match replace", static (FilterContext context, in Value text, in FilterArguments arguments) => ReplaceOne(context, text, arguments[0], arguments[1], last: false)),
        new("string.slice", "text start length?", static (FilterContext context, in Value text, in FilterArguments arguments) => Slice(context, text, arguments, int.MaxValue)),
        new("string.slice1", "text start length?", static (FilterContext context, in Value text, in FilterArguments arguments) => Slice(context, text, arguments, 1)),
        new("string.split", "text match", Split),
        new("string.truncate", "text length ellipsis?", Truncate, WriteTruncated, BindTruncate),
        new("string.truncatewords", "text count ellipsis?", TruncateWords),
    ];

    private static int Width(FilterContext context, in Value width)
    {
        var count = Math.Max(0, ArrayFunctions.Whole(width));
        ScribanText.Check(context, count);
        return count;
    }

    private static Value Replace(FilterContext context, in Value text, in Value match, in Value by)
    {
        var (plain, wanted, other) = (ScribanText.Of(context, text), ScribanText.Of(context, match), ScribanText.Of(context, by));
        if (wanted.Length == 0) return Value.FromString(plain);
        if (other.Length > wanted.Length) ScribanText.Check(context, plain.Length + (long)plain.AsSpan().Count(wanted) * (other.Length - wanted.Length));
        context.Step(plain.Length / 64);
        return Value.FromString(plain.Replace(wanted, other, StringComparison.Ordinal));
    }

    private static Value ReplaceOne(FilterContext context, in Value text, in Value match, in Value by, bool last)
    {
        var (plain, wanted, other) = (ScribanText.Of(context, text), ScribanText.Of(context, match), ScribanText.Of(context, by));
        var at = wanted.Length == 0 ? -1 : last ? plain.LastIndexOf(wanted, StringComparison.Ordinal) : plain.IndexOf(wanted, StringComparison.Ordinal);
        ScribanText.Check(context, (long)plain.Length + other.Length);
        return Value.FromString(at < 0 ? plain : string.Concat(plain.AsSpan(0, at), other, plain.AsSpan(at + wanted.Length)));
    }

    private static Value Slice(FilterContext context, in Value text, in FilterArguments arguments, int standard)
    {
        var plain = ScribanText.Of(context, text);
        var start = ArrayFunctions.Whole(arguments[0]);
        var length = arguments[1].IsNil ? standard : ArrayFunctions.Whole(arguments[1]);
        if (start < 0) start = Math.Max(0, start + plain.Length);
        if (start >= plain.Length || length <= 0) return Value.FromString("");
        return Value.FromString(plain.Substring(start, Math.Min(length, plain.Length - start)));
    }

    private static Value Split(FilterContext context, in Value text, in FilterArguments arguments)
    {
        var most = context.Limits.LoopLength;
        var parts = ScribanText.Of(context, text).Split(ScribanText.Of(context, arguments[0]), most == int.MaxValue ? most : most + 1, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > most) throw LimitException.LoopLength(most);
        context.Step(parts.Length);
        return ArrayFunctions.Made(context, Array.ConvertAll(parts, Value.FromString));
    }

    private static Value Truncate(FilterContext context, in Value text, in FilterArguments arguments) =>
        Truncate(context, text, ArrayFunctions.Whole(arguments[0]), arguments[1].IsNil ? Ellipsis : ScribanText.Of(context, arguments[1]));

    private static void WriteTruncated(FilterContext context, in Value text, in FilterArguments arguments, Utf8Output output, bool escape) =>
        Write(context, text, ArrayFunctions.Whole(arguments[0]), arguments[1].IsNil ? Ellipsis : ScribanText.Of(context, arguments[1]), output, escape);

    private static BoundFilter? BindTruncate(Value[] arguments)
    {
        if (arguments.Length is < 1 or > 2 || !arguments[0].IsInt || (arguments.Length == 2 && !arguments[1].IsString)) return null;
        var (length, ellipsis) = (ArrayFunctions.Whole(arguments[0]), arguments.Length == 2 ? arguments[1].AsString! : Ellipsis);
        var keep = Keep(length, ellipsis);
        byte[] plain = Encoding.UTF8.GetBytes(ellipsis), escaped = Encoding.UTF8.GetBytes(ScribanText.Escape(ellipsis));
        return new BoundFilter(
            (FilterContext context, in Value text, in FilterArguments _) => Truncate(context, text, length, ellipsis),
            (FilterContext context, in Value text, in FilterArguments _, Utf8Output output, bool escape) =>
            {
                var whole = text.AsString ?? ScribanText.Of(context, text);
                if (whole.Length <= length)
                {
                    output.Write(whole, escape && !text.IsMarkup);
                    return;
                }
                output.Write(whole.AsSpan(0, Cut(whole, keep)), escape);
                output.Write(escape ? escaped : plain);
            });
    }

    private static Value Truncate(FilterContext context, in Value text, int length, string ellipsis)
    {
        var plain = ScribanText.Of(context, text);
        return plain.Length <= length ? ScribanText.Keep(text, plain) : Value.FromString(string.Concat(plain.AsSpan(0, Cut(plain, Keep(length, ellipsis))), ellipsis));
    }

    private static void Write(FilterContext context, in Value text, int length, string ellipsis, Utf8Output output, bool escape)
    {
        var plain = ScribanText.Of(context, text);
        if (plain.Length <= length)
        {
            output.Write(plain, escape && !text.IsMarkup);
            return;
        }
        output.Write(plain.AsSpan(0, Cut(plain, Keep(length, ellipsis))), escape);
        output.Write(ellipsis, escape);
    }

    private static int Keep(int length, string ellipsis) => Math.Max(0, length) - ellipsis.Length;

    // Never through the middle of a character.
    private static int Cut(string text, int length) => length <= 0 ? 0 : char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;

    private static Value TruncateWords(FilterContext context, in Value text, in FilterArguments arguments)
    {
        var words = ScribanText.Of(context, text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var count = Math.Max(0, ArrayFunctions.Whole(arguments[0]));
        var ellipsis = arguments[1].IsNil ? Ellipsis : ScribanText.Of(context, arguments[1]);
        context.Step(words.Length);
        return Value.FromString(string.Join(' ', words.Take(count)) + (words.Length > count ? ellipsis : ""));
    }
}
