using Caching.Stores;
using Caching.Tests.Support;

namespace Caching.Tests.Chaos;

/// <summary>A store in front of a good one, to which things happen.</summary>
public class ChaosStore(SimpleSharedStore good, ChaosSource chaos) : IByteStore
{
    public async ValueTask<StoredRead> GetAsync(string key, CancellationToken cancellation)
    {
        var fault = chaos.Draw();
        await chaos.BeforeAsync(fault, cancellation);
        var read = await good.GetAsync(fault == Fault.OtherKey ? AnyKey(key) : key, cancellation);
        await chaos.AfterAsync(fault, cancellation);
        return fault == Fault.Torn && read.Bytes is { } bytes ? Tear(bytes.ToArray()) : read;
    }

    public async ValueTask<bool> SetAsync(string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation)
    {
        var fault = chaos.Draw();
        await chaos.BeforeAsync(fault, cancellation);
        if (fault == Fault.Lost) await good.RemoveAsync(key, cancellation);
        else await good.SetAsync(key, bytes, header, cancellation);
        await chaos.AfterAsync(fault, cancellation);
        return true;
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellation)
    {
        var fault = chaos.Draw();
        await chaos.BeforeAsync(fault, cancellation);
        await good.RemoveAsync(key, cancellation);
        await chaos.AfterAsync(fault, cancellation);
    }

    private string AnyKey(string key)
    {
        var keys = good.Bytes.Keys.ToArray();
        return keys.Length == 0 ? key : keys[chaos.Next(keys.Length)];
    }

    private byte[] Tear(byte[] bytes)
    {
        if (chaos.Next(2) == 0) return bytes[..chaos.Next(bytes.Length)];
        bytes[chaos.Next(bytes.Length)] ^= (byte)(1 << chaos.Next(8));
        return bytes;
    }
}

/// <summary>The same, and its epochs suffer too.</summary>
public sealed class ChaosSharedStore(SimpleSharedStore good, ChaosSource chaos) : ChaosStore(good, chaos), IEpochStore
{
    private readonly SimpleSharedStore _good = good;
    private readonly ChaosSource _chaos = chaos;

    public async ValueTask<StoredEpochs> ReadEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var fault = _chaos.Draw();
        await _chaos.BeforeAsync(fault, cancellation);
        // An epoch that is lost comes back as another one.
        if (fault == Fault.Lost) _good.Epochs.TryRemove(names[_chaos.Next(names.Count)], out _);
        var read = await _good.ReadEpochsAsync(names, cancellation);
        await _chaos.AfterAsync(fault, cancellation);
        return read;
    }

    public async ValueTask RenewEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var fault = _chaos.Draw();
        await _chaos.BeforeAsync(fault, cancellation);
        await _good.RenewEpochsAsync(names, cancellation);
        await _chaos.AfterAsync(fault, cancellation);
    }
}
