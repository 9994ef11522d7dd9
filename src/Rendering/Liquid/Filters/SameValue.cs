using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Sameness as Ruby's eql? has it, for finding duplicates: 1 and 1.0 are two values, and so are 1 and "1".</summary>
internal sealed class SameValue : IEqualityComparer<Value>
{
    public static readonly SameValue Instance = new();

    // So many items, so many levels deep, tell real data apart; equality does the rest.
    private const int HashedItems = 256;
    private const int HashedDepth = 3;

    public bool Equals(Value x, Value y) => x.Kind == y.Kind && LiquidComparison.AreEqual(x, y);

    public int GetHashCode(Value obj) => Hash(obj, 0);

    private static int Hash(in Value value, int depth)
    {
        switch (value.Kind)
        {
            case ValueKind.String:
                return value.AsString!.GetHashCode(StringComparison.Ordinal);
            case ValueKind.Array when depth < HashedDepth:
                var hash = new HashCode();
                if (Sequence.Of(value.AsObject!) is { } list)
                    for (var i = Math.Min(HashedItems, list.Count(value.AsObject!)) - 1; i >= 0; i--) hash.Add(Hash(list.At(value.AsObject!, i), depth + 1));
                return hash.ToHashCode();
            case ValueKind.Hash when depth < HashedDepth:
                // The sum does not depend on the order of the keys, nor does equality.
                var sum = HashAccess.Of(value.AsObject!).Count(value.AsObject!);
                if (sum <= HashedItems)
                    foreach (var (key, item) in HashAccess.Of(value.AsObject!).Pairs(value.AsObject!)) sum += HashCode.Combine(Hash(key, depth + 1), Hash(item, depth + 1));
                return sum;
            case ValueKind.Array or ValueKind.Hash:
                return (int)value.Kind;
            case ValueKind.Int:
                // A long's own hash code folds its halves, so data could be made to collide; this one is seeded.
                return HashCode.Combine(value.AsInt);
            default:
                return value.ToObject()?.GetHashCode() ?? 0;
        }
    }
}
