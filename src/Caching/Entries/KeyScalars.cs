using System.Collections.Frozen;

namespace Caching.Entries;

/// <summary>The types that convert to a key by themselves. Integers of all widths are one type, as are both floating-point types.</summary>
internal static class KeyScalars
{
    private static readonly FrozenDictionary<Type, Delegate> Conversions = new[]
    {
        To<CacheKey>(static value => value),
        To<string?>(static value => value),
        To<char>(static value => value),
        To<bool>(static value => value),
        To<byte>(static value => (int)value),
        To<sbyte>(static value => (int)value),
        To<short>(static value => (int)value),
        To<ushort>(static value => (int)value),
        To<int>(static value => value),
        To<uint>(static value => (long)value),
        To<long>(static value => value),
        To<ulong>(static value => value),
        To<float>(static value => (double)value),
        To<double>(static value => value),
        To<decimal>(static value => value),
        To<Guid>(static value => value),
        To<DateTime>(static value => value),
        To<DateTimeOffset>(static value => value),
        To<DateOnly>(static value => value),
        To<TimeOnly>(static value => value),
        To<TimeSpan>(static value => value),
    }.ToFrozenDictionary(static conversion => conversion.GetType().GetGenericArguments()[0]);

    public static bool Contains(Type type) => Conversions.ContainsKey(type);

    public static Func<T, CacheKey>? Find<T>() => (Func<T, CacheKey>?)Conversions.GetValueOrDefault(typeof(T));

    private static Delegate To<T>(Func<T, CacheKey> conversion) => conversion;
}
