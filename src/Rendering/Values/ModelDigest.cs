using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Rendering.Values;

/// <summary>
/// Hashes all that a template can read of a model, through the doors that templates use: what the digest misses, no template
/// sees. Kinds and lengths stand before values, so no two models share their bytes.
/// </summary>
internal sealed class ModelDigest
{
    // A ring ends at the first object seen again; these end properties that make new objects each time they are read.
    private const int MostValues = 100_000;
    private const int Deepest = 100;

    private static readonly ConditionalWeakTable<MemberPolicy, ConcurrentDictionary<Type, Shape>> Shapes = new();

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly Dictionary<object, int> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Type, Shape> _shapes;
    private readonly MemberPolicy _policy;
    private int _values;

    private ModelDigest(MemberPolicy policy)
    {
        _policy = policy;
        _shapes = Shapes.GetOrCreateValue(policy);
    }

    /// <summary>The digest, 32 characters; null where the value cannot be read to its end.</summary>
    public static string? Of(in Value model, MemberPolicy policy)
    {
        var digest = new ModelDigest(policy);
        try
        {
            if (!digest.Write(model, 0)) return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A getter threw; whether a template minds, only rendering tells.
            return null;
        }
        return Convert.ToHexStringLower(SHA256.HashData(digest._bytes.WrittenSpan).AsSpan(0, 16));
    }

    private bool Write(in Value value, int depth)
    {
        if (++_values > MostValues || depth > Deepest) return false;
        if (value.AsObject is { } instance and not System.Numerics.BigInteger) return WriteObject(value, instance, depth);
        switch (value.Kind)
        {
            case ValueKind.Date:
                Head(value.Kind, value.IsDay ? 1 : 0);
                Number(value.AsDate.Ticks);
                Number(value.AsDate.Offset.Ticks);
                return true;
            case ValueKind.Float:
                Head(value.Kind, 0);
                Number(BitConverter.DoubleToInt64Bits(value.AsFloat));
                return true;
            case ValueKind.Int or ValueKind.Bool:
                Head(value.Kind, 0);
                Number(value.AsInt);
                return true;
            default:
                Text(value.Kind, value.Kind == ValueKind.Range ? value.AsRange.ToString() : Convert.ToString(value.ToObject(), System.Globalization.CultureInfo.InvariantCulture) ?? "");
                if (value.IsMarkup) Head(value.Kind, -1);
                return true;
        }
    }

    private bool WriteObject(in Value value, object instance, int depth)
    {
        if (instance is IMemberSource or ICollectionLoader || LazyValues.IsLazy(instance.GetType())) return false;
        if (!instance.GetType().IsValueType && !_seen.TryAdd(instance, _seen.Count))
        {
            Head(ValueKind.Unset, _seen[instance]);
            return true;
        }
        return value.Kind switch
        {
            ValueKind.Array => WriteList(value, depth),
            ValueKind.Hash => WriteHash(instance, depth),
            _ => WriteMembers(instance, depth),
        };
    }

    private bool WriteList(in Value list, int depth)
    {
        if (Items.Of(list, MostValues) is not { } items) return false;
        Head(ValueKind.Array, items.Count);
        foreach (var item in items.Items)
            if (!Write(item, depth + 1)) return false;
        return true;
    }

    private bool WriteHash(object hash, int depth)
    {
        var access = HashAccess.Of(hash);
        Head(ValueKind.Hash, access.Count(hash));
        foreach (var (key, value) in access.Pairs(hash))
            if (!Write(key, depth + 1) || !Write(value, depth + 1)) return false;
        return true;
    }

    private bool WriteMembers(object instance, int depth)
    {
        var shape = _shapes.GetOrAdd(instance.GetType(), static (type, policy) => Shape.Of(type, policy), _policy);
        Head(ValueKind.Object, shape.Members.Length);
        if (shape.HasOwnText) Text(ValueKind.String, instance.ToString() ?? "");
        foreach (var (name, accessor) in shape.Members)
        {
            Text(ValueKind.Object, name);
            if (!Write(accessor.Get(instance), depth + 1)) return false;
        }
        return true;
    }

    private void Head(ValueKind kind, int length)
    {
        var span = _bytes.GetSpan(5);
        span[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(span[1..], length);
        _bytes.Advance(5);
    }

    private void Number(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(8), number);
        _bytes.Advance(8);
    }

    private void Text(ValueKind kind, string text)
    {
        Head(kind, Encoding.UTF8.GetByteCount(text));
        _bytes.Advance(Encoding.UTF8.GetBytes(text, _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }

    /// <summary>
    /// The members of a type, and whether an object prints more than they say. What the compiler wrote for records prints members,
    /// and calls itself without end where records form a ring.
    /// </summary>
    private sealed record Shape((string Name, Accessor Accessor)[] Members, bool HasOwnText)
    {
        public static Shape Of(Type type, MemberPolicy policy)
        {
            var text = type.GetMethod(nameof(ToString), Type.EmptyTypes);
            var generated = text is null || text.IsDefined(typeof(CompilerGeneratedAttribute), false) || text.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute), false);
            return new Shape([.. policy.MembersOf(type).Select(static m => (m.Key, m.Value))], !generated);
        }
    }
}
