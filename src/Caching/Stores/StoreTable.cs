using System.Collections.Frozen;
using System.Runtime.ExceptionServices;

namespace Caching.Stores;

/// <summary>The stores of a manager by type. A store is made when it is first needed.</summary>
internal sealed class StoreTable
{
    private readonly FrozenDictionary<string, Slot> _slots;
    private readonly Slot _default;

    public StoreTable(CacheManagerOptions options, Func<string, StoreRegistration, StoreDoor> open)
    {
        _slots = options.Stores.ToFrozenDictionary(
            store => store.Key,
            store => new Slot(store.Value.IsLocal, new(() => open(store.Key, store.Value))),
            StringComparer.Ordinal);
        _default = Find(options.DefaultType);
    }

    public StoreDoor Get(string? type) => (type is null ? _default : Find(type)).Door.Value;

    /// <summary>Says at once what would be wrong later.</summary>
    /// <exception cref="CacheConfigurationException">There is no such type.</exception>
    public void Demand(string? type)
    {
        if (type is not null) _ = Find(type);
    }

    /// <summary>
    /// Does it to every store, and only then reports what failed first. A store that is not in this process may hold entries
    /// of an earlier one, so it is reached whether or not it was used.
    /// </summary>
    public async ValueTask InvalidateAsync(Func<StoreDoor, ValueTask> invalidate)
    {
        ExceptionDispatchInfo? failed = null;
        foreach (var slot in _slots.Values)
        {
            if (slot.IsLocal && !slot.Door.IsValueCreated) continue;
            try
            {
                await invalidate(slot.Door.Value).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                failed ??= ExceptionDispatchInfo.Capture(error);
            }
        }

        failed?.Throw();
    }

    public async ValueTask DisposeAsync()
    {
        ExceptionDispatchInfo? failed = null;
        foreach (var slot in _slots.Values)
        {
            if (!slot.Door.IsValueCreated) continue;
            try
            {
                await slot.Door.Value.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                failed ??= ExceptionDispatchInfo.Capture(error);
            }
        }

        failed?.Throw();
    }

    private Slot Find(string type) => _slots.TryGetValue(type, out var slot)
        ? slot
        : throw new CacheConfigurationException(
            $"There is no cache type '{type}'. Known types: {string.Join(", ", _slots.Keys.Order(StringComparer.Ordinal))}. "
            + "A store becomes a type by CacheManagerOptions.AddStore.");

    private readonly record struct Slot(bool IsLocal, Lazy<StoreDoor> Door);
}

/// <summary>How a store is made: one of the two kinds.</summary>
internal sealed record StoreRegistration(Func<StoreContext, ILocalStore>? Local, Func<StoreContext, IByteStore>? Bytes)
{
    public bool IsLocal => Local is not null;
}
