using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>
/// The connection: made when it is first needed, one for all, and tried anew by the next call where it failed. What is cut later the
/// client mends by itself. What has died without a word (a firewall that forgot it) it does not notice in version 1, and late in others: one
/// of its own that does not answer for <see cref="LongestSilence"/> is therefore replaced.
/// </summary>
internal sealed class RedisLink : IAsyncDisposable
{
    // A peer that is gone without a word is noticed after a few of these.
    private const int KeepAliveSeconds = 5;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(5);

    private readonly Func<Task<IConnectionMultiplexer>> _open;
    private readonly TimeProvider? _owner;
    private readonly Lock _gate = new();
    private Task<IConnectionMultiplexer>? _connection;
    private long _silentSince;
    private bool _disposed;

    private RedisLink(Func<Task<IConnectionMultiplexer>> open, TimeProvider? owner) => (_open, _owner) = (open, owner);

    /// <summary>Another connection takes the place of the one that there was.</summary>
    public event Action? Replaced;

    public static RedisLink To(ConfigurationOptions options, TimeProvider time)
    {
        options = options.Clone();
        options.AbortOnConnectFail = false;
        if (options.KeepAlive < 0) options.KeepAlive = KeepAliveSeconds;
        // On a thread of the pool: looking up a name may take the calling thread's time.
        return new(() => Task.Run<IConnectionMultiplexer>(async () => await ConnectionMultiplexer.ConnectAsync(options, null).ConfigureAwait(false)), time);
    }

    public static RedisLink Over(IConnectionMultiplexer connection) => new(() => Task.FromResult(connection), owner: null);

    public Task<IConnectionMultiplexer> GetAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(RedisStore));
            if (_connection is null or { IsFaulted: true } or { IsCanceled: true }) _connection = _open();
            return _connection;
        }
    }

    public void HasAnswered() => Volatile.Write(ref _silentSince, 0);

    /// <summary>Notes that a call had no answer.</summary>
    public void WasSilent()
    {
        if (_owner is null) return;
        Task<IConnectionMultiplexer>? silent;
        lock (_gate)
        {
            var now = _owner.GetTimestamp();
            if (_silentSince == 0) Volatile.Write(ref _silentSince, now);
            if (_disposed || _connection is not { IsCompletedSuccessfully: true } || _owner.GetElapsedTime(_silentSince, now) < LongestSilence) return;
            (silent, _connection) = (_connection, null);
            Volatile.Write(ref _silentSince, 0);
        }

        _ = CloseAsync(silent);
        Replaced?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        Task<IConnectionMultiplexer>? connection;
        lock (_gate)
        {
            _disposed = true;
            connection = _connection;
        }

        if (_owner is not null && connection is not null) await CloseAsync(connection).ConfigureAwait(false);
    }

    private async Task CloseAsync(Task<IConnectionMultiplexer> connection)
    {
        try
        {
            var open = await connection.ConfigureAwait(false);
            await open.CloseAsync().WaitAsync(LongestClose, _owner!).ConfigureAwait(false);
            open.Dispose();
        }
        catch (Exception error) when (error is RedisException or TimeoutException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            // There is nothing to close, or nobody to close it with.
        }
    }
}
