namespace Caching.Entries;

/// <summary>Writes a value as one part of a key, which ends where its own text says.</summary>
internal delegate void KeyPart<in T>(ref CacheKeyWriter writer, T value);

/// <summary>How values of a type become parts of keys; found out once a type.</summary>
internal static class KeyPartOf<T>
{
    /// <summary>What converts to a key without allocating; null where the type is no scalar.</summary>
    public static readonly Func<T, CacheKey>? Scalar = KeyScalars.Find<T>();

    /// <summary>The part. Raises the error that names the type where it can be none.</summary>
    public static readonly KeyPart<T> Write = Scalar is { } scalar
        ? (ref CacheKeyWriter writer, T value) => writer.Add(scalar(value))
        : KeyParts.Make<T>(isExact: false);
}
