using System.Collections.Concurrent;

namespace Rendering;

/// <summary>Objects to be used again. One is kept at hand, since mostly one at a time is taken and given back.</summary>
internal sealed class Pool<T>(Func<T> create) where T : class
{
    private readonly ConcurrentBag<T> _rest = [];
    private T? _first;

    public T Take() => Interlocked.Exchange(ref _first, null) ?? (_rest.TryTake(out var spare) ? spare : create());

    public void Give(T item)
    {
        if (Interlocked.CompareExchange(ref _first, item, null) is not null) _rest.Add(item);
    }
}
