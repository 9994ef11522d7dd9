using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Caching.Coordination;

/// <summary>
/// The two epochs of one namespace or tag: random 64-bit values, compared for equality only. Random and not counted, so that a
/// lost epoch that begins anew never equals one that an old entry carries.
/// </summary>
internal sealed class Epoch(string name)
{
    private static long _renewals = 1;

    private ulong _value = Draw();
    private ulong _soft = Draw();

    /// <summary>
    /// How many epochs of the process were renewed: whoever has found epochs current need not look again until this has changed. Read
    /// before them.
    /// </summary>
    public static long Renewals => Volatile.Read(ref _renewals);

    public string Name { get; } = name;

    /// <summary>Renewed, it voids.</summary>
    public ulong Value => Volatile.Read(ref _value);

    /// <summary>Renewed, it ages.</summary>
    public ulong Soft => Volatile.Read(ref _soft);

    public void Renew(bool soft)
    {
        Volatile.Write(ref soft ? ref _soft : ref _value, Draw());
        // After it: who sees the number sees the epoch.
        Interlocked.Increment(ref _renewals);
    }

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
    // Holding the epoch itself makes the check of a hit a few reads, and keeps the epoch in its table while entries need it.
    public Epoch Epoch { get; } = epoch;

    public ulong Value { get; } = epoch.Value;

    public ulong Soft { get; } = epoch.Soft;

    public static bool AreCurrent(EpochStamp[] stamps) => StandingOf(stamps) != Standing.Void;

    public static Standing StandingOf(EpochStamp[] stamps)
    {
        var standing = Standing.Current;
        foreach (ref readonly var stamp in stamps.AsSpan())
        {
            if (stamp.Epoch.Value != stamp.Value) return Standing.Void;
            if (stamp.Epoch.Soft != stamp.Soft) standing = Standing.Aged;
        }

        return standing;
    }

    /// <summary>As they are stored with an entry: the namespace's first, in the layout of <see cref="EpochNames.Of"/>.</summary>
    public static ulong[] Values(EpochStamp[] stamps)
    {
        // The epoch of all is for stores that keep their own: here each single one is renewed instead.
        var half = stamps.Length + 1;
        var values = new ulong[2 * half];
        for (var i = 0; i < stamps.Length; i++)
        {
            values[i + 1] = stamps[i].Value;
            values[half + i + 1] = stamps[i].Soft;
        }

        return values;
    }
}
