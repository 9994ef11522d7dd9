using Caching.Stores;
using Polly;
using Polly.Timeout;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>
/// The Redis store: what it promises is said at <see cref="RedisStoreRegistration"/>, where things lie at <see cref="KeyLayout"/>, and what
/// is done with them in the folder <c>Scripts</c>. This part keeps the entries.
/// </summary>
internal sealed partial class RedisStore : IByteStore, IAtomicStore, IAsyncDisposable
{
    private readonly RedisLink _link;
    private readonly KeyLayout _keys;
    private readonly ServerClock _clock;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _timeout;
    private readonly RedisValue _durable;
    private readonly RedisValue _logLength;

    // Whose changes need not be told to this process, and whose lease does not hold it up.
    private readonly RedisValue _me = Answer.Write(IEpochStore.Draw());

    /// <summary>Touches no server: one that is down is a miss and a log line, not a failing start.</summary>
    public RedisStore(StoreContext context, RedisLink link, RedisStoreOptions options, TimeProvider? serverTime = null)
    {
        _link = link;
        _keys = new(options.KeyPrefix);
        _time = context.Time;
        _clock = new(context.Time, options.Timeout, serverTime);
        _durable = options.IsDurable ? "1" : "";
        _logLength = options.LogLength;
        // The client of version 1 waits for ever for an answer. Where a test's clock stands in for the server's, the network has its own.
        _timeout = new ResiliencePipelineBuilder { TimeProvider = serverTime is null ? context.Time : TimeProvider.System }.AddTimeout(options.Timeout).Build();
    }

    public async ValueTask<StoredRead> GetAsync(string key, CancellationToken cancellation) =>
        (await ReadAsync([_keys.Entry(key)], cancellation).ConfigureAwait(false))[0];

    public async ValueTask<bool> SetAsync(string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation) =>
        await WriteAsync(key, bytes, header, Condition.None, cancellation).ConfigureAwait(false);

    public ValueTask RemoveAsync(string key, CancellationToken cancellation) => RemoveManyAsync([key], cancellation);

    public ValueTask<bool> ReplaceAsync(
        string key, ReadOnlyMemory<byte>? expected, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation) =>
        WriteAsync(key, bytes, header, expected is { } there ? Condition.Bytes(ToArray(there)) : Condition.Absent, cancellation);

    public async ValueTask DisposeAsync() => await _link.DisposeAsync().ConfigureAwait(false);

    private async ValueTask<StoredRead[]> ReadAsync(RedisKey[] keys, CancellationToken cancellation)
    {
        var asked = _time.GetUtcNow();
        var answer = (RedisResult[])await RunAsync(Script.Get, keys, [_clock.Given, _durable, _keys.Epochs], cancellation).ConfigureAwait(false);
        return Entries(answer, first: 1, _clock.Read(answer[0], asked));
    }

    private static StoredRead[] Entries(RedisResult[] answer, int first, DateTimeOffset now)
    {
        var entries = new StoredRead[(answer.Length - first) / 2];
        for (var i = 0; i < entries.Length; i++) entries[i] = Answer.Entry(answer[first + (2 * i)], answer[first + (2 * i) + 1], now);
        return entries;
    }

    private async ValueTask<bool> WriteAsync(
        string key, ReadOnlyMemory<byte> bytes, EntryHeader header, Condition condition, CancellationToken cancellation)
    {
        RedisValue kind = header.Sliding is not null ? "s" : header.KeepUntil is null ? "n" : "";
        RedisValue keepUntil = header.KeepUntil is { } end ? ServerClock.Write(end) : "";
        RedisValue[] values =
        [
            _clock.Given, _clock.Deadline, _durable, _keys.Epochs,
            .. LogArguments(), WideText.Encode(key),
            ToArray(bytes), keepUntil, kind,
            condition.Kind, condition.Argument, condition.EndsLease ? "1" : "",
            .. header.EpochNames.Select(static name => (RedisValue)WideText.Encode(name)),
        ];
        return (int)await RunAsync(Script.Set, [_keys.Entry(key), _keys.Lease(key), _keys.Log], values, cancellation).ConfigureAwait(false) == 1;
    }

    private async ValueTask<RedisResult> RunAsync(Script script, RedisKey[] keys, RedisValue[] values, CancellationToken cancellation)
    {
        RedisResult result;
        try
        {
            result = await _timeout.ExecuteAsync(
                static async (call, cancellation) =>
                {
                    var connection = await call._link.GetAsync().WaitAsync(cancellation).ConfigureAwait(false);
                    return await call.script.RunAsync(connection.GetDatabase(), call.keys, call.values).WaitAsync(cancellation).ConfigureAwait(false);
                },
                (_link, script, keys, values), cancellation).ConfigureAwait(false);
            _link.HasAnswered();
        }
        catch (TimeoutRejectedException)
        {
            _link.WasSilent();
            throw;
        }

        // The client of version 1 completes its calls one after another on one thread. That must not be the one that a factory runs on.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return result;
    }

    private RedisValue[] LogArguments() => [Answer.Write(IEpochStore.Draw()), _me, _logLength, _keys.ChannelName];

    private static byte[] ToArray(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var part) && part.Offset == 0 && part.Count == part.Array!.Length
            ? part.Array
            : bytes.ToArray();

    /// <summary>What must hold for a write to be done.</summary>
    private readonly record struct Condition(RedisValue Kind, RedisValue Argument, bool EndsLease)
    {
        public static Condition None => new("", "", EndsLease: true);

        public static Condition Absent => new("absent", "", EndsLease: true);

        public static Condition Bytes(byte[] expected) => new("bytes", expected, EndsLease: true);

        public static Condition Token(CacheLease lease) => new("token", Answer.Write(lease.Token), lease.IsMine);
    }
}
