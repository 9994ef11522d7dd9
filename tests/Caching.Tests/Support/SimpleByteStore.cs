using System.Collections.Concurrent;
using Caching.Stores;

namespace Caching.Tests.Support;

/// <summary>The least that a store can be. What tests do to it is done through its fields.</summary>
public class SimpleByteStore : IByteStore
{
    public ConcurrentDictionary<string, byte[]> Bytes { get; } = new(StringComparer.Ordinal);

    /// <summary>Called before each call with its name, and with <c>got ...</c> before an answer; may throw.</summary>
    public Func<string, ValueTask> Before { get; set; } = _ => ValueTask.CompletedTask;

    public int Reads { get; private set; }

    public async ValueTask<StoredRead> GetAsync(string key, CancellationToken cancellation)
    {
        Reads++;
        await Before("get");
        StoredRead found = Bytes.GetValueOrDefault(key);
        await Before("got");
        return found;
    }

    public async ValueTask<bool> SetAsync(string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation)
    {
        await Before("set");
        Bytes[key] = bytes.ToArray();
        return true;
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellation)
    {
        await Before("remove");
        Bytes.TryRemove(key, out _);
    }
}

/// <summary>The same, and it keeps the epochs, as a store that several processes share does.</summary>
public sealed class SimpleSharedStore : SimpleByteStore, IEpochStore
{
    public ConcurrentDictionary<string, ulong> Epochs { get; } = new(StringComparer.Ordinal);

    public async ValueTask<StoredEpochs> ReadEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        await Before("epochs");
        var epochs = new ulong[names.Count];
        for (var i = 0; i < epochs.Length; i++)
        {
            await Before("epoch");
            epochs[i] = Epochs.GetOrAdd(names[i], _ => IEpochStore.Draw());
        }

        await Before("got epochs");
        return new(epochs);
    }

    public async ValueTask RenewEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        foreach (var name in names)
        {
            await Before("renew");
            Epochs[name] = IEpochStore.Draw();
        }
    }
}
