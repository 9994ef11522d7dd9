using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Caching.Stores;

/// <summary>
/// Keeps the keys that a store sees short: a longer one is hashed. The stored bytes hold the whole key, so two keys of one hash would
/// be misses and never each other's value.
/// </summary>
internal static class KeyLimit
{
    /// <summary>The length of a hash: 192 bits, so that no two keys ever meet, in characters that every server takes.</summary>
    public const int Least = 32;
    private const int HashBytes = 24;

    public static string Apply(string key, int limit)
    {
        if (key.Length <= limit && Encoding.UTF8.GetByteCount(key) <= limit) return key;
        // The characters and not their UTF-8, in which all unpaired surrogates are one.
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan()), hash);
        return Base64Url.EncodeToString(hash[..HashBytes]);
    }

    /// <summary>The store behind a limit in bytes. It has the optional interfaces that the store has.</summary>
    public static IByteStore Wrap(IByteStore store, int limit) => (limit, store) switch
    {
        (int.MaxValue, _) => store,
        (_, ILeaseStore and IEpochStore) => new LimitedLeasesAndEpochs(store, limit),
        (_, ILeaseStore) => new LimitedLeases(store, limit),
        (_, IEpochStore) => new LimitedEpochs(store, limit),
        _ => new Limited(store, limit),
    };

    private class Limited(IByteStore store, int limit) : IByteStore, IAsyncDisposable
    {
        protected IByteStore Store => store;

        public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellation) =>
            store.GetAsync(Short(key), cancellation);

        public ValueTask<bool> SetAsync(string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation) =>
            store.SetAsync(Short(key), bytes, header, cancellation);

        public ValueTask RemoveAsync(string key, CancellationToken cancellation) => store.RemoveAsync(Short(key), cancellation);

        public ValueTask DisposeAsync() => StoreSlot.DisposeAsync(store);

        protected string Short(string key) => Apply(key, limit);
    }

    private sealed class LimitedEpochs(IByteStore store, int limit) : Limited(store, limit), IEpochStore
    {
        public ValueTask<ulong[]> ReadEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation) =>
            ((IEpochStore)Store).ReadEpochsAsync([.. names.Select(Short)], cancellation);

        public ValueTask RenewEpochAsync(string name, CancellationToken cancellation) =>
            ((IEpochStore)Store).RenewEpochAsync(Short(name), cancellation);
    }

    private class LimitedLeases(IByteStore store, int limit) : Limited(store, limit), ILeaseStore
    {
        public ValueTask<CacheLease> AcquireAsync(string key, ulong stamp, TimeSpan duration, CancellationToken cancellation) =>
            ((ILeaseStore)Store).AcquireAsync(Short(key), stamp, duration, cancellation);

        public ValueTask<LeasePublication> PublishAsync(
            string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CacheLease lease, CancellationToken cancellation) =>
            ((ILeaseStore)Store).PublishAsync(Short(key), bytes, header, lease, cancellation);

        public ValueTask ReleaseAsync(string key, CacheLease lease, CancellationToken cancellation) =>
            ((ILeaseStore)Store).ReleaseAsync(Short(key), lease, cancellation);
    }

    private sealed class LimitedLeasesAndEpochs(IByteStore store, int limit) : LimitedLeases(store, limit), IEpochStore
    {
        public ValueTask<ulong[]> ReadEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation) =>
            ((IEpochStore)Store).ReadEpochsAsync([.. names.Select(Short)], cancellation);

        public ValueTask RenewEpochAsync(string name, CancellationToken cancellation) =>
            ((IEpochStore)Store).RenewEpochAsync(Short(name), cancellation);
    }
}
