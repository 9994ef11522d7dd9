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

    /// <summary>Writes the member straight into the output where its type prints alike in all languages.</summary>
    /// <returns>False where nothing was written and <see cref="Get"/> must be used.</returns>
    public virtual bool TryWrite(object owner, Utf8Output output, bool escape) => false;

    public static Accessor For(PropertyInfo property)
    {
        var owner = property.DeclaringType!;
        if (owner.IsValueType || property.PropertyType.IsByRefLike || property.PropertyType.IsPointer) return new Reflected(property);
        var getter = property.GetMethod!.CreateDelegate(typeof(Func<,>).MakeGenericType(owner, property.PropertyType));
        return (Accessor)Activator.CreateInstance(typeof(Property<,>).MakeGenericType(owner, property.PropertyType), getter)!;
    }

    public static Accessor For(FieldInfo field) => new ReflectedField(field);

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

        public override bool TryWrite(object owner, Utf8Output output, bool escape)
        {
            if (typeof(T) == typeof(string))
            {
                var text = _get(Unsafe.As<TOwner>(owner));
                if (text is not null) output.Write(Unsafe.As<T, string>(ref text), escape);
                return true;
            }
            if (typeof(T) == typeof(int))
            {
                output.Write((int)(object)_get(Unsafe.As<TOwner>(owner))!);
                return true;
            }
            if (typeof(T) == typeof(long))
            {
                output.Write((long)(object)_get(Unsafe.As<TOwner>(owner))!);
                return true;
            }
            if (typeof(T) == typeof(decimal))
            {
                output.Write((decimal)(object)_get(Unsafe.As<TOwner>(owner))!);
                return true;
            }
            return false;
        }
    }

    private sealed class Reflected : Accessor
    {
        private readonly PropertyInfo _property;

        public Reflected(PropertyInfo property)
        {
            _property = property;
            MayBeLazy = LazyValues.MayBeLazy(property.PropertyType);
        }

        public override Value Get(object owner) => Value.From(_property.GetValue(owner));
    }

    private sealed class ReflectedField : Accessor
    {
        private readonly FieldInfo _field;

        public ReflectedField(FieldInfo field)
        {
            _field = field;
            MayBeLazy = LazyValues.MayBeLazy(field.FieldType);
        }

        public override Value Get(object owner) => Value.From(_field.GetValue(owner));
    }
}
