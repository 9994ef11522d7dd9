using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Caching.Redis.Tests.Support;

/// <summary>The cable between one client and a server: it can be cut, held and listened to.</summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly ConcurrentBag<TcpClient> _ends = [];
    private readonly Lock _gate = new();
    private readonly StringBuilder _sent = new();
    private TaskCompletionSource _answers = Released();
    private volatile bool _isCut;

    public Wire(RedisServer server)
    {
        _server = server.Port;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>What the client has sent since the last <see cref="Forget"/>.</summary>
    public string Sent
    {
        get
        {
            lock (_gate) return _sent.ToString();
        }
    }

    /// <summary>How many scripts were called since then.</summary>
    public int Scripts => Sent.Split("EVALSHA").Length - 1;

    public void Forget()
    {
        lock (_gate) _sent.Clear();
    }

    /// <summary>Ends the connections there are and refuses others.</summary>
    public void Cut()
    {
        _isCut = true;
        while (_ends.TryTake(out var end)) end.Dispose();
    }

    public void Mend() => _isCut = false;

    /// <summary>No answer reaches the client any more; what it sends still reaches the server.</summary>
    public void HoldAnswers() => _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ReleaseAnswers() => _answers.TrySetResult();

    /// <summary>What is held now stays so for ever, and nobody is told; a new connection is as good as ever.</summary>
    public void Strand() => _answers = Released();

    public void Dispose()
    {
        Cut();
        ReleaseAnswers();
        _listener.Dispose();
    }

    private static TaskCompletionSource Released()
    {
        var released = new TaskCompletionSource();
        released.SetResult();
        return released;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        _ends.Add(near);
        _ends.Add(far);
        if (_isCut) return;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _server);
            await Task.WhenAny(PumpAsync(near, far, Listen, hold: false), PumpAsync(far, near, _ => { }, hold: true));
        }
        catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException)
        {
        }
    }

    private void Listen(ReadOnlyMemory<byte> bytes)
    {
        lock (_gate) _sent.Append(Encoding.Latin1.GetString(bytes.Span));
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Action<ReadOnlyMemory<byte>> listen, bool hold)
    {
        var buffer = new byte[16 * 1024];
        NetworkStream source = from.GetStream(), target = to.GetStream();
        while (await source.ReadAsync(buffer) is > 0 and var count)
        {
            listen(buffer.AsMemory(0, count));
            if (hold) await _answers.Task;
            await target.WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
