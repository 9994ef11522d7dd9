using System.Runtime.CompilerServices;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>The operators: the whole table. Where one side is text, so is the other; where one is null, arithmetic gives null.</summary>
internal static class Operators
{
    public static IReadOnlyDictionary<string, Operator> ByText { get; } = new Dictionary<string, Operator>(StringComparer.Ordinal)
    {
        ["+"] = Add,
        ["-"] = Subtract,
        ["*"] = Multiply,
        ["/"] = static (RenderFrame frame, in Value a, in Value b) => Arithmetic.Divide(frame, a, b),
        ["//"] = static (RenderFrame frame, in Value a, in Value b) => Arithmetic.DivideWhole(frame, a, b),
        ["%"] = static (RenderFrame frame, in Value a, in Value b) => Arithmetic.Remainder(frame, a, b),
        ["=="] = static (RenderFrame frame, in Value a, in Value b) => Value.FromBool(Comparison.AreEqual(frame, a, b)),
        ["!="] = static (RenderFrame frame, in Value a, in Value b) => Value.FromBool(!Comparison.AreEqual(frame, a, b)),
        ["<"] = static (RenderFrame frame, in Value a, in Value b) => Value.FromBool(Comparison.Compare(frame, a, b) < 0),
        [">"] = static (RenderFrame frame, in Value a, in Value b) => Value.FromBool(Comparison.Compare(frame, a, b) > 0),
        ["<="] = static (RenderFrame frame, in Value a, in Value b) => Value.FromBool(Comparison.Compare(frame, a, b) <= 0),
        [">="] = static (RenderFrame frame, in Value a, in Value b) => Value.FromBool(Comparison.Compare(frame, a, b) >= 0),
        [".."] = static (RenderFrame frame, in Value a, in Value b) => Range(frame, a, b, exclusive: false),
        ["..<"] = static (RenderFrame frame, in Value a, in Value b) => Range(frame, a, b, exclusive: true),
        ["<<"] = static (RenderFrame frame, in Value a, in Value b) => a.Kind == ValueKind.Array ? With(frame, a, b, first: false) : Arithmetic.Shift(frame, a, b),
        [">>"] = static (RenderFrame frame, in Value a, in Value b) => b.Kind == ValueKind.Array ? With(frame, b, a, first: true) : Arithmetic.Shift(frame, a, b, right: true),
    };

    private static Value? Add(RenderFrame frame, in Value a, in Value b)
    {
        if (a.IsString || b.IsString) return Made.Text(frame, ScribanText.Join(frame, a, b));
        if (a.IsDate && b.AsObject is TimeSpan span) return Dates.Add(a.AsDate, span);
        if (a.AsObject is TimeSpan first && b.AsObject is TimeSpan second) return Dates.Add(first, second);
        return Arithmetic.Add(frame, a, b);
    }

    private static Value? Subtract(RenderFrame frame, in Value a, in Value b)
    {
        if (a.IsDate && b.IsDate) return Value.FromReference(a.AsDate - b.AsDate);
        if (a.IsDate && b.AsObject is TimeSpan span) return Dates.Subtract(a.AsDate, span);
        if (a.AsObject is TimeSpan first && b.AsObject is TimeSpan second) return Dates.Subtract(first, second);
        return Arithmetic.Subtract(frame, a, b);
    }

    private static Value? Multiply(RenderFrame frame, in Value a, in Value b)
    {
        if (a.AsString is { } text) return b.IsInt ? Made.Text(frame, ScribanText.Repeat(frame, text, b.AsInt)) : null;
        if (b.AsString is { } other) return a.IsInt ? Made.Text(frame, ScribanText.Repeat(frame, other, a.AsInt)) : null;
        return Arithmetic.Multiply(frame, a, b);
    }

    private static Value? Range(RenderFrame frame, in Value a, in Value b, bool exclusive)
    {
        if (!a.IsInt || !b.IsInt) return null;
        var (first, last) = (a.AsInt, b.AsInt);
        if (first <= last && !(exclusive && first == last)) return Value.FromRange(first, exclusive ? last - 1 : last);
        // Downwards; the shared ranges only go up.
        if (exclusive) last++;
        if (first < last) return frame.NewArray([]);
        if ((Int128)first - last >= frame.Limits.LoopLength) throw LimitException.LoopLength(frame.Limits.LoopLength);
        var items = new Value[first - last + 1];
        for (var i = 0; i < items.Length; i++) items[i] = Value.FromInt(first - i);
        return frame.NewArray(items);
    }

    private static Value With(RenderFrame frame, in Value list, in Value item, bool first)
    {
        var items = Items.Of(list, frame.Limits.LoopLength)!.Items;
        return frame.NewArray(first ? [item, .. items] : [.. items, item]);
    }
}

/// <summary>
/// Makes what expressions keep: texts, and lists and objects that templates may change until a cached section around them ends. All of
/// it counts as memory, as what functions make does (see <see cref="FilterExpression.Charged"/>).
/// </summary>
internal static class Made
{
    // What an object and each of its members take, about: a table of hashes, a key, a value.
    private const int ObjectBytes = 256;
    private const int MemberBytes = 64;

    public static Value Text(RenderFrame frame, in Value text)
    {
        frame.MadeText(text.AsString!.Length);
        return text;
    }

    public static Value NewArray(this RenderFrame frame, Value[] items)
    {
        frame.MadeItems(items.Length);
        return Value.FromArray(new ValueArray(items) { Section = frame.Section });
    }

    public static ValueHash NewHash(this RenderFrame frame)
    {
        frame.Made(ObjectBytes);
        return new() { Section = frame.Section };
    }

    /// <summary>Counts items of a list, and the work of putting them there.</summary>
    public static void MadeItems(this RenderFrame frame, int count)
    {
        frame.Spend(count);
        frame.Made((long)count * Unsafe.SizeOf<Value>());
    }

    public static void SetMember(this RenderFrame frame, ValueHash hash, string name, in Value value)
    {
        frame.Spend(1);
        frame.Made(MemberBytes + name.Length * sizeof(char));
        hash[name] = value;
    }
}
