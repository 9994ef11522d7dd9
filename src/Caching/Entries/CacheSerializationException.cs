namespace Caching;

/// <summary>
/// Values of a type cannot be kept as bytes without loss. Raised before such a value is made for a store that keeps bytes, once a call;
/// stores of live objects, such as <c>memory</c>, take any type.
/// </summary>
public sealed class CacheSerializationException : CacheException
{
    internal CacheSerializationException(Type type, string reason)
        : base($"A {type} cannot be kept as bytes and come back whole: {reason}. Register an ICacheSerializer for it "
            + "(CacheManagerOptions.AddSerializer), put [CacheSerializer] on it, or keep it in a store of live objects, such as memory.") =>
        Type = type;

    /// <summary>The type of the values; the message names the member in it that would be lost.</summary>
    public Type Type { get; }
}
