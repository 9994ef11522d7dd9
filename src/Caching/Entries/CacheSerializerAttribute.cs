namespace Caching;

/// <summary>
/// Names the serializer that a class brings along for stores that keep bytes, so that nobody has to register it. One that is
/// registered with <see cref="CacheManagerOptions.AddSerializer{T}"/> comes first.
/// </summary>
/// <param name="serializer">An <see cref="ICacheSerializer{T}"/> of the class, with a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class CacheSerializerAttribute(Type serializer) : Attribute
{
    /// <summary>The class of the serializer.</summary>
    public Type Serializer { get; } = serializer;
}
