using Caching.Configuration;

namespace Caching.Stores;

/// <summary>The place of one store: its name, how it is made, and the store once it is.</summary>
internal sealed class StoreSlot(
    string type,
    StoreRegistration registration,
    StoreLimits limits,
    Func<string, StoreRegistration, StoreLimits, StoreDoor> open)
{
    private readonly Lock _gate = new();
    private StoreDoor? _door;
    private RetiredStores? _retired;

    public string Type => type;

    public bool IsLocal => registration.IsLocal;

    public bool IsOpen => Volatile.Read(ref _door) is not null;

    public StoreDoor Door => Volatile.Read(ref _door) ?? Open();

    /// <summary>Whether a store of that name and registration is this one.</summary>
    public bool Is(string name, StoreRegistration other) =>
        type == name && (registration.Definition is { } definition ? definition.Equals(other.Definition) : ReferenceEquals(registration, other));

    /// <summary>Makes what the configuration describes, since only then it is known whether the description is right.</summary>
    public void Check()
    {
        if (registration.Definition is not null) _ = Door;
    }

    /// <summary>The store is no longer in the configuration. It is disposed when no call can use it any more.</summary>
    public void Retire(RetiredStores retired)
    {
        lock (_gate)
        {
            _retired = retired;
            if (_door is not null) retired.Add(_door);
        }
    }

    public ValueTask DisposeAsync() => _door?.DisposeAsync() ?? ValueTask.CompletedTask;

    private StoreDoor Open()
    {
        lock (_gate)
        {
            if (_door is not null) return _door;
            var door = open(type, registration, limits);
            // A call that began before the retirement may be the first that needs the store.
            _retired?.Add(door);
            Volatile.Write(ref _door, door);
            return door;
        }
    }
}

/// <summary>What the manager's options say of every store.</summary>
internal readonly record struct StoreLimits(TimeSpan LeaseDuration, long MemoryTierBytes);

/// <summary>How a store is made: one of the two kinds. A definition says that it is made of it, and so can be made again.</summary>
internal sealed record StoreRegistration(
    Func<StoreContext, ILocalStore>? Local, Func<StoreContext, IByteStore>? Bytes, StoreDefinition? Definition = null)
{
    public bool IsLocal => Local is not null;
}
