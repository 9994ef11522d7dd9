using System.Collections.Frozen;
using System.Runtime.ExceptionServices;
using Caching.Configuration;

namespace Caching.Stores;

/// <summary>The stores of a manager by type, as they are at one moment. A store that code added is made when it is first needed.</summary>
internal sealed class StoreTable
{
    private readonly FrozenDictionary<string, StoreSlot> _slots;
    private StoreTable? _successor;

    /// <summary>A table that keeps the stores of an earlier one that are still the same.</summary>
    /// <exception cref="CacheConfigurationException">A store's settings are wrong, or the default type is no store. What was made here is disposed.</exception>
    public StoreTable(
        CacheSettings settings, StoreTable? before, Func<string, StoreRegistration, StoreLimits, StoreDoor> open)
    {
        // No closure may reach a slot: it would hold the table before, and that one's stores would never be retired.
        _slots = settings.Stores.ToFrozenDictionary(
            store => store.Key,
            store => before?.Kept(store.Key, store.Value) ?? new StoreSlot(store.Key, store.Value, settings.Limits, open),
            StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (var slot in _slots.Values) slot.Check();
            Default = Find(settings.Defaults.Type ?? CacheManagerOptions.MemoryType);
        }
        catch
        {
            Withdraw(before);
            throw;
        }
    }

    /// <summary>The store of who does not say a type.</summary>
    public StoreSlot Default { get; }

    public StoreDoor Get(string? type) => (type is null ? Default : Find(type)).Door;

    /// <summary>The place of a store; null where there is no such type.</summary>
    public StoreSlot? TryFind(string type) => _slots.TryGetValue(type, out var slot) ? slot : Other(type);

    /// <summary>The place of a store.</summary>
    /// <exception cref="CacheConfigurationException">There is no such type.</exception>
    public StoreSlot Find(string type) => TryFind(type) ?? throw NotFound(type);

    /// <summary>
    /// Does it to every store, and only then reports what failed first. A store that is not in this process may hold entries
    /// of an earlier one, so it is reached whether or not it was used. Those that take the place of these meanwhile are reached too: when
    /// the call has returned, who asks asks them.
    /// </summary>
    public async ValueTask InvalidateAsync(Func<StoreDoor, ValueTask> invalidate)
    {
        ExceptionDispatchInfo? failed = null;
        var done = new HashSet<StoreSlot>();
        for (var table = this; table is not null; table = Volatile.Read(ref table._successor))
        {
            foreach (var slot in table._slots.Values)
            {
                if ((slot.IsLocal && !slot.IsOpen) || !done.Add(slot)) continue;
                try
                {
                    await invalidate(slot.Door).ConfigureAwait(false);
                }
                catch (Exception error)
                {
                    failed ??= ExceptionDispatchInfo.Capture(error);
                }
            }
        }

        failed?.Throw();
    }

    /// <summary>
    /// The stores that can say what they hold, and the names of those that cannot. One in this process that was not used holds nothing.
    /// </summary>
    public (List<StoreDoor> Listing, List<string> Others) ListingDoors(string? type)
    {
        StoreDoor[] doors = type is not null
            ? [Get(type)]
            : [.. _slots.Values.Where(static slot => !slot.IsLocal || slot.IsOpen).Select(static slot => slot.Door)];
        return ([.. doors.Where(static door => door.CanList)], [.. doors.Where(static door => !door.CanList).Select(static door => door.Type)]);
    }

    /// <summary>
    /// Another table is about to take this one's place. Said before it does, so that an invalidation that finds no successor was over
    /// before anybody could ask one.
    /// </summary>
    public void PrecedeBy(StoreTable successor) => Volatile.Write(ref _successor, successor);

    /// <summary>Retires the stores that the successor has not.</summary>
    public void RetireInto(RetiredStores retired)
    {
        foreach (var slot in _slots.Values)
            if (!_successor!.Has(slot)) slot.Retire(retired);
    }

    /// <summary>Disposes what only this table has, since it will not be used.</summary>
    public void Withdraw(StoreTable? before)
    {
        foreach (var slot in _slots.Values)
            if (before?.Has(slot) != true) slot.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        ExceptionDispatchInfo? failed = null;
        foreach (var slot in _slots.Values)
        {
            try
            {
                await slot.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                failed ??= ExceptionDispatchInfo.Capture(error);
            }
        }

        failed?.Throw();
    }

    private StoreSlot? Other(string type)
    {
        foreach (var name in StoreKinds.NamesOf(type))
            if (_slots.TryGetValue(name, out var slot)) return slot;
        return null;
    }

    private CacheConfigurationException NotFound(string type) => new(
        $"There is no cache type '{type}'. Known types: {string.Join(", ", _slots.Keys.Order(StringComparer.Ordinal))}. "
        + "A store becomes a type by CacheManagerOptions.AddStore, or below Stores in the configuration.");

    private bool Has(StoreSlot slot) => _slots.TryGetValue(slot.Type, out var mine) && ReferenceEquals(mine, slot);

    private StoreSlot? Kept(string type, StoreRegistration registration) =>
        _slots.TryGetValue(type, out var slot) && slot.Is(type, registration) ? slot : null;
}
