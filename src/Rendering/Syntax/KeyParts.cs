using System.Globalization;
using Caching;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Template values as typed parts of a cache key: 1, "1" and nil are three keys.</summary>
internal static class KeyParts
{
    // A list of lists goes so deep and no deeper; nobody builds keys like that but to break something.
    private const int MostNested = 16;

    // Mostly text or a whole number: neither is lazy, nor holds other parts.
    public static void Write(ref CacheKeyWriter key, in Value value, RenderFrame frame)
    {
        if (value.AsString is { } text && !(frame.Escape && value.IsMarkup)) key.Add(text);
        else if (value.IsInt) key.Add(value.AsInt);
        else Write(ref key, value, frame, 0);
    }

    private static void Write(ref CacheKeyWriter key, in Value part, RenderFrame frame, int depth)
    {
        var value = frame.Resolve(part);
        if (value.AsString is { } text)
        {
            // Where output is escaped, markup and text of the same characters print differently.
            var isMarkup = frame.Escape && value.IsMarkup;
            if (isMarkup) key.BeginGroup();
            key.Add(text);
            if (isMarkup) key.EndGroup();
            return;
        }
        switch (value.Kind)
        {
            case ValueKind.Nil or ValueKind.Unset or ValueKind.Empty or ValueKind.Blank:
                key.Add(null as string);
                break;
            case ValueKind.Int:
                key.Add(value.AsInt);
                break;
            case ValueKind.Bool:
                key.Add(value.AsBool);
                break;
            case ValueKind.Float:
                key.Add(value.AsFloat);
                break;
            case ValueKind.Decimal:
                key.Add(value.AsDecimal);
                break;
            case ValueKind.Date:
                key.Add(value.AsDate);
                break;
            case ValueKind.BigInt:
                key.BeginGroup();
                key.Add(value.AsBigInt.ToString(CultureInfo.InvariantCulture));
                key.EndGroup();
                break;
            case ValueKind.Range:
                key.BeginGroup();
                key.Add(value.AsRange.First);
                key.Add(value.AsRange.Last);
                key.EndGroup();
                break;
            case ValueKind.Array:
                key.BeginGroup();
                if (depth == MostNested) throw new TemplateRenderException($"A cache key has lists more than {MostNested} deep");
                foreach (var item in Items.Of(value, frame.Limits.LoopLength)!.Items) Write(ref key, item, frame, depth + 1);
                key.EndGroup();
                break;
            default:
                frame.Fail("A cache key is made of text, numbers, truth values, dates and lists of them. Name the member that tells these objects apart, such as product.id");
                break;
        }
    }
}
