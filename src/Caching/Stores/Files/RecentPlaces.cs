namespace Caching.Stores.Files;

/// <summary>
/// Where the entries of keys lie that were asked for lately: hashing a key costs a tenth of reading a small file. One place a slot, the
/// last one stays; a few hundred kilobytes at most.
/// </summary>
internal sealed class RecentPlaces
{
    private const int Slots = 1024;
    private const int LongestKey = 256;

    private readonly Item?[] _items = new Item[Slots];

    public FilePlace Get<TState>(string key, TState state, Func<TState, string, FilePlace> find)
    {
        if (key.Length > LongestKey) return find(state, key);
        ref var slot = ref _items[(uint)key.GetHashCode(StringComparison.Ordinal) % Slots];
        if (Volatile.Read(ref slot) is { } item && item.Key == key) return item.Place;
        var place = find(state, key);
        Volatile.Write(ref slot, new(key, place));
        return place;
    }

    private sealed record Item(string Key, FilePlace Place);
}
