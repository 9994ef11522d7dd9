using System.Collections;
using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Estimates what an entry costs in memory, where its factory does not say.</summary>
public static class EntryCost
{
    /// <summary>
    /// What an entry costs besides its key and value, in bytes: our entry, the one of MemoryCache, the dictionary node, the
    /// epochs. Measured on 64 bits at 500 to 620, the larger with tags.
    /// </summary>
    public const int Overhead = 560;

    /// <summary>What a value of a type that cannot be measured is taken to cost, in bytes.</summary>
    public const int Unknown = 512;

    private const int ObjectHeader = 24;
    private const int PerElement = 64;

    /// <summary>The estimated bytes of an entry with this key and value.</summary>
    public static long Of<T>(string key, T value, long? stated)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Overhead + ObjectHeader + (key.Length * 2L) + Math.Max(0, stated ?? ValueOf(value));
    }

    private static long ValueOf<T>(T value) => value switch
    {
        null => 0,
        string text => ObjectHeader + (text.Length * 2L),
        ReadOnlyMemory<byte> bytes => ObjectHeader + bytes.Length,
        Memory<byte> bytes => ObjectHeader + bytes.Length,
        Array array when array.GetType().GetElementType()!.IsPrimitive => ObjectHeader + (long)Buffer.ByteLength(array),
        ICollection collection => ObjectHeader + (collection.Count * (long)PerElement),
        _ => typeof(T).IsValueType && !RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? Unsafe.SizeOf<T>() : Unknown,
    };
}
