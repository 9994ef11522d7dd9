using System.Reflection;
using System.Runtime.CompilerServices;
using Rendering.Output;

namespace Rendering.Values;

/// <summary>Reads one member of one type. Built once a (type, member); expressions keep the last one they used beside them.</summary>
internal abstract class Accessor
{
    /// <summary>What was read may be a task, a function or the like that must be resolved.</summary>
    public bool MayBeLazy { get; protected init; }

    public abstract Value Get(object owner);

    /// <summary>Writes the member, without making a value of it first where its type allows.</summary>
    public virtual void Write(object owner, Utf8Output output, ValueFormatter formatter, bool escape) => formatter.Write(Get(owner), output, escape);

    public static Accessor For(PropertyInfo property)
    {
        var owner = property.DeclaringType!;
        if (owner.IsValueType || property.PropertyType.IsByRefLike || property.PropertyType.IsPointer) return new Reflected(property.GetValue, property.PropertyType);
        var type = property.PropertyType;
        var getter = property.GetMethod!.CreateDelegate(typeof(Func<,>).MakeGenericType(owner, type));
        // Generic code is shared by all reference types, so what depends on one is a class of its own.
        var accessor = type == typeof(string) ? typeof(StringProperty<>).MakeGenericType(owner)
            : ValueConversion.IsPlainClass(type) ? typeof(ReferenceProperty<,>).MakeGenericType(owner, type)
            : typeof(Property<,>).MakeGenericType(owner, type);
        return (Accessor)Activator.CreateInstance(accessor, getter)!;
    }

    public static Accessor For(FieldInfo field) => new Reflected(field.GetValue, field.FieldType);

    private sealed class StringProperty<TOwner>(Func<TOwner, string?> get) : Accessor where TOwner : class
    {
        public override Value Get(object owner) => Value.FromString(get(Unsafe.As<TOwner>(owner)));

        public override void Write(object owner, Utf8Output output, ValueFormatter formatter, bool escape)
        {
            if (get(Unsafe.As<TOwner>(owner)) is { } text) output.Write(text, escape);
        }
    }

    private sealed class ReferenceProperty<TOwner, T>(Func<TOwner, T> get) : Accessor where TOwner : class where T : class
    {
        public override Value Get(object owner) => Value.FromReference(get(Unsafe.As<TOwner>(owner)));
    }

    private sealed class Property<TOwner, T> : Accessor where TOwner : class
    {
        private readonly Func<TOwner, T> _get;

        public Property(Func<TOwner, T> get)
        {
            _get = get;
            MayBeLazy = LazyValues.MayBeLazy(typeof(T));
        }

        // The caller has looked this accessor up by the object's own type.
        public override Value Get(object owner) => ValueConversion<T>.From(_get(Unsafe.As<TOwner>(owner)));

        // The branches on T are folded by the JIT.
        public override void Write(object owner, Utf8Output output, ValueFormatter formatter, bool escape)
        {
            var value = _get(Unsafe.As<TOwner>(owner));
            if (typeof(T) == typeof(int)) output.Write((int)(object)value!);
            else if (typeof(T) == typeof(long)) output.Write((long)(object)value!);
            else if (typeof(T) == typeof(decimal)) output.Write((decimal)(object)value!);
            else if (typeof(T) == typeof(double)) formatter.WriteFloat((double)(object)value!, output);
            else if (typeof(T) == typeof(float)) formatter.WriteFloat(ValueConversion.Widen((float)(object)value!), output);
            else formatter.Write(ValueConversion<T>.From(value), output, escape);
        }
    }

    private sealed class Reflected : Accessor
    {
        private readonly Func<object, object?> _get;

        public Reflected(Func<object, object?> get, Type type)
        {
            _get = get;
            MayBeLazy = LazyValues.MayBeLazy(type);
        }

        public override Value Get(object owner) => Value.From(_get(owner));
    }
}
