using Caching.Stores;

namespace Caching.Tests.Tiers;

/// <summary>A server in the process: bytes, epochs, leases, and a log of what voids them. Each node has a connection of its own.</summary>
public sealed class SharedServer(TimeProvider time)
{
    private readonly List<ServerNode> _nodes = [];
    private readonly List<LogLine> _log = [];
    private ulong _incarnation = IEpochStore.Draw();

    public Lock Gate { get; } = new();

    public TimeProvider Time { get; } = time;

    /// <summary>How far the server's clock is ahead of the nodes'.</summary>
    public TimeSpan ClockAhead { get; set; }

    public Dictionary<string, Record> Records { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Lease> Leases { get; } = new(StringComparer.Ordinal);

    private Dictionary<string, ulong> Epochs { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset Now => Time.GetUtcNow() + ClockAhead;

    public ServerNode Connect() => Connect(new ServerNode(this));

    public T Connect<T>(T node) where T : ServerNode
    {
        lock (Gate) _nodes.Add(node);
        return node;
    }

    /// <summary>As after a restart: what was logged is gone, and nobody is told.</summary>
    public void LoseLog()
    {
        lock (Gate)
        {
            _log.Clear();
            _incarnation = IEpochStore.Draw();
        }
    }

    public ulong EpochOf(string name)
    {
        lock (Gate)
        {
            if (!Epochs.TryGetValue(name, out var epoch)) Epochs[name] = epoch = IEpochStore.Draw();
            return epoch;
        }
    }

    public void Renew(ServerNode by, string name)
    {
        lock (Gate) Epochs[name] = IEpochStore.Draw();
        Note(by, name, isEpoch: true);
    }

    /// <summary>Puts the record there, or nothing; the key's lease goes. What was made where nothing was need not be told.</summary>
    public void Put(ServerNode by, string key, Record? record, bool wasMade = false)
    {
        lock (Gate)
        {
            var replaces = Records.Remove(key);
            if (record is not null) Records[key] = record;
            Leases.Remove(key);
            if (wasMade && !replaces) return;
        }

        Note(by, key, isEpoch: false);
    }

    public InvalidationPage LogAfter(LogPosition position, ServerNode reader)
    {
        lock (Gate)
        {
            var complete = position.Incarnation == _incarnation;
            var news = _log.Skip(complete ? (int)position.Sequence : 0).Where(line => line.By != reader).ToLookup(line => line.IsEpoch, line => line.Name);
            return new(new(_incarnation, _log.Count), complete, [.. news[false]], [.. news[true]]);
        }
    }

    private void Note(ServerNode by, string name, bool isEpoch)
    {
        ServerNode[] others;
        lock (Gate)
        {
            _log.Add(new(by, name, isEpoch));
            others = [.. _nodes.Where(node => node != by)];
        }

        foreach (var node in others) node.Tell();
    }

    /// <summary>An entry, with the names of the epochs that it depends on.</summary>
    public sealed record Record(byte[] Bytes, IReadOnlyList<string> EpochNames);

    /// <summary>Who makes the entry of a key, and until when.</summary>
    public sealed record Lease(ServerNode Holder, ulong Token, ulong Stamp, DateTimeOffset Ends);

    private sealed record LogLine(ServerNode By, string Name, bool IsEpoch);
}
