using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Caching.Coordination;

/// <summary>
/// The epoch of one namespace or tag: a random 64-bit value, compared for equality only. Random and not counted, so that a
/// lost epoch that begins anew never equals one that an old entry carries.
/// </summary>
internal sealed class Epoch(string name)
{
    private ulong _value = Draw();

    public string Name { get; } = name;

    public ulong Value => Volatile.Read(ref _value);

    public void Renew() => Volatile.Write(ref _value, Draw());

    public static ulong Draw()
    {
        var value = 0ul;
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(new Span<ulong>(ref value)));
        return value;
    }
}

/// <summary>An epoch as it was read; current for as long as it has not been renewed since.</summary>
internal readonly struct EpochStamp(Epoch epoch)
{
    // Holding the epoch itself makes the check of a hit two reads, and keeps the epoch in its table while entries need it.
    public Epoch Epoch { get; } = epoch;

    public ulong Value { get; } = epoch.Value;

    public static bool AreCurrent(EpochStamp[] stamps)
    {
        foreach (ref readonly var stamp in stamps.AsSpan())
            if (stamp.Epoch.Value != stamp.Value) return false;
        return true;
    }
}
