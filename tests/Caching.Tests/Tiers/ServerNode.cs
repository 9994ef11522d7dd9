using System.Collections.Concurrent;
using Caching.Stores;

namespace Caching.Tests.Tiers;

/// <summary>One node's connection to the server. What tests do to it is done through its fields.</summary>
public class ServerNode(SharedServer server) : IByteStore, IEpochStore, IAtomicStore, ILeaseStore, IInvalidationLog
{
    private TaskCompletionSource _nextRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action? _news;

    /// <summary>Called before each call with its name, and with <c>got</c> or <c>written</c> before an answer; may throw or wait.</summary>
    public Func<string, ValueTask> Before { get; set; } = _ => ValueTask.CompletedTask;

    /// <summary>Nothing gets through.</summary>
    public bool IsCut { get; set; }

    /// <summary>The log does not get through, nor its news.</summary>
    public bool IsLogCut { get; set; }

    /// <summary>The news of the log do not get through.</summary>
    public bool IsDeaf { get; set; }

    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Completes when the next reading of the log begins.</summary>
    public Task NextRead => Volatile.Read(ref _nextRead).Task;

    public int Count(string call) => Calls.Count(name => name == call);

    /// <summary>Waits until all that the log has now was applied: the reading after the next one begins when that is done.</summary>
    public async Task FollowedAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            var next = NextRead;
            _news!();
            await next.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public void Tell()
    {
        if (!IsCut && !IsLogCut && !IsDeaf) _news?.Invoke();
    }

    public async ValueTask<StoredRead> GetAsync(string key, CancellationToken cancellation)
    {
        await Enter("get");
        var found = Find(key);
        await Enter("got");
        return found;
    }

    public async ValueTask<bool> SetAsync(string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation)
    {
        await Enter("set");
        server.Put(this, key, new(bytes.ToArray(), header.EpochNames));
        await Enter("written");
        return true;
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellation)
    {
        await Enter("remove");
        server.Put(this, key, null);
    }

    public async ValueTask<bool> ReplaceAsync(
        string key, ReadOnlyMemory<byte>? expected, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation)
    {
        await Enter("replace");
        lock (server.Gate)
        {
            var there = server.Records.GetValueOrDefault(key)?.Bytes;
            if (there is null != expected is null || (there is not null && !there.AsSpan().SequenceEqual(expected!.Value.Span))) return false;
            server.Put(this, key, new(bytes.ToArray(), header.EpochNames));
        }

        await Enter("written");
        return true;
    }

    public async ValueTask<StoredEpochs> ReadEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        await Enter("epochs");
        lock (server.Gate) return new([.. names.Select(server.EpochOf)], server.Now);
    }

    public async ValueTask RenewEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        await Enter("renew");
        foreach (var name in names) server.Renew(this, name);
    }

    public async ValueTask<CacheLease> AcquireAsync(string key, ulong stamp, TimeSpan duration, CancellationToken cancellation)
    {
        await Enter("acquire");
        lock (server.Gate)
        {
            if (server.Leases.TryGetValue(key, out var held) && held.Ends > server.Now && held.Holder != this && held.Stamp == stamp)
                return new(held.Token, IsMine: false);
            var token = IEpochStore.Draw();
            server.Leases[key] = new(this, token, stamp, server.Now + duration);
            return new(token, IsMine: true);
        }
    }

    public async ValueTask<LeasePublication> PublishAsync(
        string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CacheLease lease, CancellationToken cancellation)
    {
        await Enter("set");
        lock (server.Gate)
        {
            if (server.Leases.GetValueOrDefault(key)?.Token != lease.Token) return LeasePublication.Superseded;
            server.Put(this, key, new(bytes.ToArray(), header.EpochNames), wasMade: true);
        }

        await Enter("written");
        return LeasePublication.Stored;
    }

    public async ValueTask ReleaseAsync(string key, CacheLease lease, CancellationToken cancellation)
    {
        await Enter("release");
        lock (server.Gate)
            if (server.Leases.GetValueOrDefault(key)?.Token == lease.Token) server.Leases.Remove(key);
    }

    public async ValueTask<InvalidationPage> ReadLogAsync(LogPosition position, CancellationToken cancellation)
    {
        Interlocked.Exchange(ref _nextRead, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        if (IsLogCut) throw new IOException("cut");
        await Enter("log");
        return server.LogAfter(position, this);
    }

    public async ValueTask<IAsyncDisposable> WatchLogAsync(Action news, CancellationToken cancellation)
    {
        await Enter("watch");
        _news = news;
        return new Watch(this);
    }

    protected StoredRead Find(string key)
    {
        lock (server.Gate)
        {
            return server.Records.TryGetValue(key, out var record)
                ? new(record.Bytes, [.. record.EpochNames.Select(server.EpochOf)], server.Now)
                : new(null, null, server.Now);
        }
    }

    protected async ValueTask Enter(string call)
    {
        Calls.Enqueue(call);
        if (IsCut) throw new IOException("cut");
        await Before(call);
    }

    private sealed class Watch(ServerNode node) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            node._news = null;
            return ValueTask.CompletedTask;
        }
    }
}
