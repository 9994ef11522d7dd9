using System.Globalization;
using Caching;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Template values as typed parts of a cache key: 1, "1" and nil are three keys.</summary>
internal static class KeyParts
{
    public static void Write(ref CacheKeyWriter key, in Value value, RenderFrame frame)
    {
        // Most keys are an id or a name.
        if (value.AsString is { } text)
        {
            key.Add(text);
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
                frame.Enter();
                foreach (var item in Items.Of(value, frame.Limits.LoopLength)!.Items) Write(ref key, item, frame);
                frame.Leave();
                key.EndGroup();
                break;
            default:
                frame.Fail("A cache key is made of text, numbers, truth values, dates and lists of them. Name the member that tells these objects apart, such as product.id");
                break;
        }
    }
}
