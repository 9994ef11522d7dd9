using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>
/// Calls when another has published on the channel, and when a connection is there again: what was published in between was not heard.
/// The client itself subscribes anew.
/// </summary>
internal sealed class LogWatch(IConnectionMultiplexer connection, RedisChannel channel, RedisValue me, Action news) : IAsyncDisposable
{
    public async Task BeginAsync(CancellationToken cancellation)
    {
        connection.ConnectionRestored += Restored;
        try
        {
            await connection.GetSubscriber().SubscribeAsync(channel, Heard).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
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

    private void Restored(object? sender, ConnectionFailedEventArgs restored) => news();

    private void Heard(RedisChannel heard, RedisValue by)
    {
        if (by != me) news();
    }
}
