using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Rendering.Values;

/// <summary>Reads dictionaries of any kind: by key, by position, all pairs.</summary>
internal abstract class HashAccess
{
    private static readonly ConcurrentDictionary<Type, HashAccess> ByType = new();

    public static HashAccess Of(object hash) => ByType.GetOrAdd(hash.GetType(), static type => Create(type));

    public abstract bool TryGet(object hash, in Value key, out Value value);

    public abstract int Count(object hash);

    public abstract IEnumerable<KeyValuePair<Value, Value>> Pairs(object hash);

    private static HashAccess Create(Type type)
    {
        if (type == typeof(ValueHash)) return new OfValues();
        if (type == typeof(JsonElement)) return new OfJson();
        foreach (var open in (Type[])[typeof(IReadOnlyDictionary<,>), typeof(IDictionary<,>)])
            foreach (var contract in type.GetInterfaces())
                if (contract.IsGenericType && contract.GetGenericTypeDefinition() == open)
                    return (HashAccess)Activator.CreateInstance((open == typeof(IDictionary<,>) ? typeof(OfDictionary<,>) : typeof(OfReadOnly<,>))
                        .MakeGenericType(contract.GetGenericArguments()))!;
        return new OfPlain();
    }

    // Dictionaries with keys that are not text are asked with the key as their key type, where it converts without loss.
    private static bool TryKey<TKey>(in Value key, [MaybeNullWhen(false)] out TKey typed)
    {
        var plain = key.ToObject();
        if (plain is TKey same)
        {
            typed = same;
            return true;
        }
        if (key.IsInt && typeof(TKey) == typeof(int) && key.AsInt is >= int.MinValue and <= int.MaxValue)
        {
            typed = (TKey)(object)(int)key.AsInt;
            return true;
        }
        typed = default;
        return false;
    }

    private sealed class OfValues : HashAccess
    {
        public override bool TryGet(object hash, in Value key, out Value value) => ((ValueHash)hash).TryGet(key, out value);

        public override int Count(object hash) => ((ValueHash)hash).Count;

        public override IEnumerable<KeyValuePair<Value, Value>> Pairs(object hash)
        {
            var items = (ValueHash)hash;
            for (var i = 0; i < items.Count; i++) yield return items.At(i);
        }
    }

    private sealed class OfJson : HashAccess
    {
        public override bool TryGet(object hash, in Value key, out Value value)
        {
            value = default;
            if (key.AsString is not { } name || !((JsonElement)hash).TryGetProperty(name, out var found)) return false;
            value = ValueConversion.From(found);
            return true;
        }

        public override int Count(object hash) => ((JsonElement)hash).GetPropertyCount();

        public override IEnumerable<KeyValuePair<Value, Value>> Pairs(object hash)
        {
            foreach (var member in ((JsonElement)hash).EnumerateObject())
                yield return new(Value.FromString(member.Name), ValueConversion.From(member.Value));
        }
    }

    private abstract class Typed<TKey, TValue> : HashAccess
    {
        public sealed override bool TryGet(object hash, in Value key, out Value value)
        {
            value = default;
            if (!TryKey<TKey>(key, out var typed) || !TryGetValue(hash, typed, out var found)) return false;
            value = ValueConversion<TValue>.From(found);
            return true;
        }

        public sealed override IEnumerable<KeyValuePair<Value, Value>> Pairs(object hash)
        {
            foreach (var (key, value) in (IEnumerable<KeyValuePair<TKey, TValue>>)hash)
                yield return new(ValueConversion<TKey>.From(key), ValueConversion<TValue>.From(value));
        }

        protected abstract bool TryGetValue(object hash, TKey key, [MaybeNullWhen(false)] out TValue value);
    }

    private sealed class OfReadOnly<TKey, TValue> : Typed<TKey, TValue>
    {
        public override int Count(object hash) => ((IReadOnlyDictionary<TKey, TValue>)hash).Count;

        protected override bool TryGetValue(object hash, TKey key, [MaybeNullWhen(false)] out TValue value) =>
            ((IReadOnlyDictionary<TKey, TValue>)hash).TryGetValue(key, out value);
    }

    private sealed class OfDictionary<TKey, TValue> : Typed<TKey, TValue>
    {
        public override int Count(object hash) => ((IDictionary<TKey, TValue>)hash).Count;

        protected override bool TryGetValue(object hash, TKey key, [MaybeNullWhen(false)] out TValue value) =>
            ((IDictionary<TKey, TValue>)hash).TryGetValue(key, out value);
    }

    private sealed class OfPlain : HashAccess
    {
        public override bool TryGet(object hash, in Value key, out Value value)
        {
            var items = (IDictionary)hash;
            value = default;
            if (key.ToObject() is not { } plain || !items.Contains(plain)) return false;
            value = Value.From(items[plain]);
            return true;
        }

        public override int Count(object hash) => ((IDictionary)hash).Count;

        public override IEnumerable<KeyValuePair<Value, Value>> Pairs(object hash)
        {
            foreach (DictionaryEntry entry in (IDictionary)hash) yield return new(Value.From(entry.Key), Value.From(entry.Value));
        }
    }
}
