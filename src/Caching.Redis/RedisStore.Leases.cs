using Caching.Stores;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>The part that keeps the leases: a hash a key, of token, stamp, holder and end.</summary>
internal sealed partial class RedisStore : ILeaseStore
{
    public async ValueTask<CacheLease> AcquireAsync(string key, ulong stamp, TimeSpan duration, CancellationToken cancellation)
    {
        var mine = IEpochStore.Draw();
        RedisValue[] values =
        [
            _clock.Given, _clock.Deadline, Answer.Write(mine), Answer.Write(stamp), _me, duration.Ticks / TimeSpan.TicksPerMicrosecond,
        ];
        var holder = Answer.Number(await RunAsync(Script.Acquire, [_keys.Lease(key)], values, cancellation).ConfigureAwait(false));
        return new(holder, IsMine: holder == mine);
    }

    public async ValueTask<LeasePublication> PublishAsync(
        string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CacheLease lease, CancellationToken cancellation) =>
        await WriteAsync(key, bytes, header, Condition.Token(lease), cancellation).ConfigureAwait(false)
            ? LeasePublication.Stored
            : LeasePublication.Superseded;

    public async ValueTask ReleaseAsync(string key, CacheLease lease, CancellationToken cancellation)
    {
        if (!lease.IsMine) return;
        await RunAsync(Script.Release, [_keys.Lease(key)], [Answer.Write(lease.Token)], cancellation).ConfigureAwait(false);
    }
}
