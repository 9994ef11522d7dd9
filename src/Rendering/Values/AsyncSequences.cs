using System.Collections.Concurrent;
using System.Reflection;

namespace Rendering.Values;

/// <summary>Reads an <see cref="IAsyncEnumerable{T}"/> to its end, up to a bound.</summary>
internal static class AsyncSequences
{
    private static readonly ConcurrentDictionary<Type, Type?> Items = new();

    private static readonly ConcurrentDictionary<Type, Func<object, int, CancellationToken, Task<ValueArray>>> Readers = new();

    public static bool Is(Type type) => ItemOf(type) is not null;

    /// <exception cref="LimitException">There are more than <paramref name="limit"/> items.</exception>
    public static Task<ValueArray> ReadAsync(object source, int limit, CancellationToken cancellation) =>
        Readers.GetOrAdd(ItemOf(source.GetType())!, static item => typeof(AsyncSequences)
            .GetMethod(nameof(ReadItemsAsync), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(item)
            .CreateDelegate<Func<object, int, CancellationToken, Task<ValueArray>>>())(source, limit, cancellation);

    private static Type? ItemOf(Type type) => Items.GetOrAdd(type, static t => Array.Find(t.GetInterfaces(),
        i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))?.GetGenericArguments()[0]);

    private static async Task<ValueArray> ReadItemsAsync<T>(object source, int limit, CancellationToken cancellation)
    {
        var items = new List<Value>();
        await foreach (var item in ((IAsyncEnumerable<T>)source).WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (items.Count == limit) throw LimitException.LoopLength(limit);
            items.Add(ValueConversion<T>.From(item));
        }
        return new ValueArray([.. items]);
    }
}
