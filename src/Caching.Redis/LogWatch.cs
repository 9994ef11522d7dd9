using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>
/// Calls when another has published on the channel, and when a connection is there again: what was published in between was not heard.
/// The client itself subscribes anew; on a connection in the place of another it is done here.
/// </summary>
internal sealed class LogWatch(RedisLink link, RedisChannel channel, RedisValue me, Action news) : IAsyncDisposable
{
    private IConnectionMultiplexer? _heard;

    public async Task BeginAsync(CancellationToken cancellation)
    {
        link.Replaced += Again;
        try
        {
            await ListenAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        link.Replaced -= Again;
        if (_heard is not { } connection) return;
        connection.ConnectionRestored -= Restored;
        try
        {
            // Nobody waits for it: there may be no server to say that it is done.
            await connection.GetSubscriber().UnsubscribeAsync(channel, Heard, CommandFlags.FireAndForget).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or ObjectDisposedException)
        {
            // Nor is there one to tell.
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        var connection = await link.GetAsync().WaitAsync(cancellation).ConfigureAwait(false);
        _heard = connection;
        connection.ConnectionRestored += Restored;
        await connection.GetSubscriber().SubscribeAsync(channel, Heard).WaitAsync(cancellation).ConfigureAwait(false);
    }

    private void Again() => _ = AgainAsync();

    private async Task AgainAsync()
    {
        try
        {
            await ListenAsync(CancellationToken.None).ConfigureAwait(false);
            news();
        }
        catch (Exception error) when (error is RedisException or ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            // Then news is what the next look into the log finds.
        }
    }

    private void Restored(object? sender, ConnectionFailedEventArgs restored) => news();

    private void Heard(RedisChannel heard, RedisValue by)
    {
        if (by != me) news();
    }
}
