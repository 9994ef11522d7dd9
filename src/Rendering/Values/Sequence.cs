using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Rendering.Values;

/// <summary>Typed access to the items of one kind of list: one virtual call an item, no boxing, no interface dispatch.</summary>
internal abstract class Sequence
{
    private static readonly ConcurrentDictionary<Type, Sequence?> ByType = new();

    /// <summary>An item may be a task, a function or the like that must be resolved.</summary>
    public virtual bool ItemsMayBeLazy => true;

    public abstract int Count(object source);

    public abstract Value At(object source, int index);

    /// <summary>The access to this list by index, or null where it can only be gone through from its start.</summary>
    public static Sequence? Of(object source) => ByType.GetOrAdd(source.GetType(), static type => Create(type));

    private static Sequence? Create(Type type)
    {
        if (type == typeof(ValueArray)) return new OfValues();
        if (type == typeof(JsonElement)) return new OfJson();
        if (type.IsArray && type.GetArrayRank() == 1) return Generic(typeof(OfArray<>), typeof(OfObjectArray<>), type.GetElementType()!);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>)) return Generic(typeof(OfList<>), typeof(OfObjectList<>), type.GetGenericArguments()[0]);
        foreach (var contract in type.GetInterfaces())
            if (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
                return Generic(typeof(OfReadOnlyList<>), contract.GetGenericArguments()[0]);
        foreach (var contract in type.GetInterfaces())
            if (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IList<>))
                return Generic(typeof(OfIList<>), contract.GetGenericArguments()[0]);
        return typeof(IList).IsAssignableFrom(type) ? new OfPlainList() : null;
    }

    // Generic code is shared by all reference types, so for objects of the host, which need no conversion, there is code without one.
    private static Sequence Generic(Type open, Type ofObjects, Type item) => Generic(ValueConversion.IsPlainClass(item) ? ofObjects : open, item);

    private static Sequence Generic(Type open, Type item) => (Sequence)Activator.CreateInstance(open.MakeGenericType(item))!;

    private sealed class OfValues : Sequence
    {
        public override int Count(object source) => Unsafe.As<ValueArray>(source).Items.Length;

        public override Value At(object source, int index) => Unsafe.As<ValueArray>(source).Items[index];
    }

    private sealed class OfJson : Sequence
    {
        public override int Count(object source) => ((JsonElement)source).GetArrayLength();

        public override Value At(object source, int index) => ValueConversion.From(((JsonElement)source)[index]);
    }

    private sealed class OfArray<T> : Sequence
    {
        public override bool ItemsMayBeLazy { get; } = LazyValues.MayBeLazy(typeof(T));

        public override int Count(object source) => Unsafe.As<T[]>(source).Length;

        public override Value At(object source, int index) => ValueConversion<T>.From(Unsafe.As<T[]>(source)[index]);
    }

    private sealed class OfList<T> : Sequence
    {
        public override bool ItemsMayBeLazy { get; } = LazyValues.MayBeLazy(typeof(T));

        public override int Count(object source) => Unsafe.As<List<T>>(source).Count;

        public override Value At(object source, int index) => ValueConversion<T>.From(Unsafe.As<List<T>>(source)[index]);
    }

    private sealed class OfObjectArray<T> : Sequence where T : class
    {
        public override bool ItemsMayBeLazy => false;

        public override int Count(object source) => Unsafe.As<T[]>(source).Length;

        public override Value At(object source, int index) => Value.FromReference(Unsafe.As<T[]>(source)[index]);
    }

    private sealed class OfObjectList<T> : Sequence where T : class
    {
        public override bool ItemsMayBeLazy => false;

        public override int Count(object source) => Unsafe.As<List<T>>(source).Count;

        public override Value At(object source, int index) => Value.FromReference(Unsafe.As<List<T>>(source)[index]);
    }

    private sealed class OfReadOnlyList<T> : Sequence
    {
        public override bool ItemsMayBeLazy { get; } = LazyValues.MayBeLazy(typeof(T));

        public override int Count(object source) => ((IReadOnlyList<T>)source).Count;

        public override Value At(object source, int index) => ValueConversion<T>.From(((IReadOnlyList<T>)source)[index]);
    }

    private sealed class OfIList<T> : Sequence
    {
        public override int Count(object source) => ((IList<T>)source).Count;

        public override Value At(object source, int index) => ValueConversion<T>.From(((IList<T>)source)[index]);
    }

    private sealed class OfPlainList : Sequence
    {
        public override int Count(object source) => ((IList)source).Count;

        public override Value At(object source, int index) => ValueConversion.From(((IList)source)[index]);
    }
}
