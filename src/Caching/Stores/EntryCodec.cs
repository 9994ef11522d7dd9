using Caching.Coordination;
using Caching.Entries;
using Caching.Policies;

namespace Caching.Stores;

/// <summary>Between typed values and the bytes of a store: what is read is checked in full, and what cannot be read is a miss.</summary>
internal sealed class EntryCodec(SerializerTable serializers, EpochReader epochs, StoreGuard guard, TimeProvider time)
{
    public void Demand<T>() => serializers.Demand<T>();

    /// <summary>The typed result of a read; null stands for a store that could not be asked.</summary>
    public async ValueTask<CacheResult<T>> DecodeAsync<T>(StoredRead? answer, string key, CachePlan plan, CancellationToken cancellation)
    {
        if (answer is not { } read) return new(CacheMiss.StoreFailed);
        if (read.Bytes is not { } bytes) return new(CacheMiss.Absent);
        if (StoredBytes.TryRead(bytes.Span, key, plan.Seal, out var entry, out var value) is { } reason)
        {
            guard.Unreadable(key, reason);
            return new(CacheMiss.Unreadable);
        }

        if (entry!.Version != plan.Version) return new(Refused<T>(entry, bytes.Span[value], plan), OnOurClock(entry, read), EntryState.Dead, CacheMiss.OtherVersion);
        if (await epochs.StandingAsync(entry, read.Epochs, cancellation).ConfigureAwait(false) is not { } standing)
            return new(CacheMiss.StoreFailed);
        entry = OnOurClock(entry, read);
        if (standing == Standing.Void) return new(default!, entry, EntryState.Dead, CacheMiss.Invalidated);
        var state = entry.StateAt(time.GetUtcNow().UtcTicks, standing);
        if (state == EntryState.Dead) return new(default!, entry, state);
        if (serializers.Find<T>(entry.Form) is not { } serializer) return new(CacheMiss.OtherType);
        try
        {
            return new(serializer.Read(bytes.Span[value]), entry, state);
        }
        catch (Exception error)
        {
            guard.Unreadable(key, error.Message);
            return new(CacheMiss.Unreadable);
        }
    }

    // Who asks why wants to know what the old one was made from. Nobody else pays for reading it.
    private T Refused<T>(StoredEntry entry, ReadOnlySpan<byte> value, CachePlan plan)
    {
        if (plan.Options.Explanation is null || serializers.Find<T>(entry.Form) is not { } serializer) return default!;
        try
        {
            return serializer.Read(value);
        }
        catch (Exception)
        {
            // It is refused in any case.
            return default!;
        }
    }

    /// <summary>The bytes of a new entry, on the clock of the store; null where the value cannot be written.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time that cannot be.</exception>
    public (StoredEntry Entry, byte[] Bytes)? Encode<T>(Flight flight, T value, CacheCreation creation, string[] tags, ulong[] stored)
    {
        var now = (time.GetUtcNow() + flight.ClockAhead).UtcTicks;
        var serializer = serializers.Get<T>();
        var entry = new StoredEntry(flight.Key, Lifetime.From(now, creation), now, flight.Plan.Version, tags, stored, serializer.Form);
        return Written(entry, value, serializer, flight.Plan.Seal);
    }

    /// <summary>The bytes of another value in the place of one that is stored.</summary>
    public (StoredEntry Entry, byte[] Bytes)? Replace<T>(StoredRead read, string key, T value, CachePlan plan)
    {
        StoredBytes.TryRead(read.Bytes!.Value.Span, key, plan.Seal, out var entry, out _);
        // It was read, which is a hit.
        entry = entry!.With(entry.Lifetime, (read.Now ?? time.GetUtcNow()).UtcTicks);
        return Written(entry, value, serializers.Get<T>(), plan.Seal);
    }

    /// <summary>The same value with other times; null if what is stored cannot be read.</summary>
    public (StoredEntry Entry, byte[] Bytes)? Retime(
        StoredRead read, string key, CachePlan plan, Func<StoredEntry, long, StoredEntry> change)
    {
        if (read.Bytes is not { } bytes || StoredBytes.TryRead(bytes.Span, key, plan.Seal, out var entry, out _) is not null) return null;
        var changed = change(entry!, (read.Now ?? time.GetUtcNow()).UtcTicks);
        return (changed, StoredBytes.Retimed(bytes.Span, changed, plan.Seal));
    }

    // JSON refuses some values with an ArgumentException, others with one of its own: all that counts is that it refuses.
    private (StoredEntry Entry, byte[] Bytes)? Written<T>(StoredEntry entry, T value, ICacheSerializer<T> serializer, EntrySeal seal)
    {
        try
        {
            return (entry, StoredBytes.Write(entry, value, serializer, seal));
        }
        catch (Exception error) when (error is not CacheException)
        {
            guard.WriteFailed(entry.Key, error);
            return null;
        }
    }

    // Above the stores there is one clock.
    private StoredEntry OnOurClock(StoredEntry entry, StoredRead read)
    {
        if (read.Now is not { } now) return entry;
        var by = time.GetUtcNow().UtcTicks - now.UtcTicks;
        return entry.With(entry.Lifetime.Moved(by), entry.Accessed + by);
    }
}
