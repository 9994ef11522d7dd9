using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>
/// The connection: made when it is first needed, one for all, and tried anew by the next call where it failed. What happens to it later
/// is the client's to mend, which it does by itself.
/// </summary>
internal sealed class RedisLink : IAsyncDisposable
{
    // A peer that is gone without a word is noticed after a few of these.
    private const int KeepAliveSeconds = 5;
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(5);

    private readonly Func<Task<IConnectionMultiplexer>> _open;
    private readonly TimeProvider? _closes;
    private readonly Lock _gate = new();
    private Task<IConnectionMultiplexer>? _connection;
    private bool _disposed;

    private RedisLink(Func<Task<IConnectionMultiplexer>> open, TimeProvider? closes) => (_open, _closes) = (open, closes);

    public static RedisLink To(ConfigurationOptions options, TimeProvider time)
    {
        options = options.Clone();
        options.AbortOnConnectFail = false;
        if (options.KeepAlive < 0) options.KeepAlive = KeepAliveSeconds;
        // On a thread of the pool: looking up a name may take the calling thread's time.
        return new(() => Task.Run<IConnectionMultiplexer>(async () => await ConnectionMultiplexer.ConnectAsync(options, null).ConfigureAwait(false)), time);
    }

    public static RedisLink Over(IConnectionMultiplexer connection) => new(() => Task.FromResult(connection), closes: null);

    public Task<IConnectionMultiplexer> GetAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(RedisStore));
            if (_connection is null or { IsFaulted: true } or { IsCanceled: true }) _connection = _open();
            return _connection;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<IConnectionMultiplexer>? connection;
        lock (_gate)
        {
            _disposed = true;
            connection = _connection;
        }

        if (_closes is null || connection is null) return;
        try
        {
            var open = await connection.ConfigureAwait(false);
            await open.CloseAsync().WaitAsync(LongestClose, _closes).ConfigureAwait(false);
            open.Dispose();
        }
        catch (Exception error) when (error is RedisException or TimeoutException or System.Net.Sockets.SocketException)
        {
            // There is nothing to close, or nobody to close it with.
        }
    }
}
