using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Caching.Redis.Tests.Support;

/// <summary>A redis-server of the test's own, on a free port of this machine, that keeps what it has in a folder of its own, or nowhere.</summary>
public sealed class RedisServer : IAsyncDisposable, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redis");
    private readonly string[] _settings;
    private Process? _process;

    /// <param name="settings">Beside the port, such as <c>--appendonly yes</c>.</param>
    public RedisServer(params string[] settings)
    {
        _settings = settings;
        Port = FreePort();
    }

    /// <summary>Why tests that need it are skipped; null where it is there, or where it is required to be.</summary>
    public static string? Missing { get; } =
        Executable is not null || Environment.GetEnvironmentVariable("RENDERING_REQUIRE_SERVERS") == "1"
            ? null
            : "There is no redis-server; REDIS_SERVER may name one.";

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    private static string? Executable =>
        new[] { Environment.GetEnvironmentVariable("REDIS_SERVER") }
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .SelectMany(static folder => new[] { Path.Combine(folder, "redis-server"), Path.Combine(folder, "valkey-server") }))
            .FirstOrDefault(static path => File.Exists(path));

    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        var server = new RedisServer(settings);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it, or again after a kill, and returns when it answers.</summary>
    public async Task StartAsync()
    {
        string[] args =
        [
            "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder.FullName, "--save", "",
            "--appendonly", "no", "--loglevel", "warning", .. _settings,
        ];
        _process = Process.Start(new ProcessStartInfo(Executable ?? throw new InvalidOperationException("There is no redis-server."), args)
        {
            RedirectStandardOutput = true,
        })!;
        _process.BeginOutputReadLine();
        await Until.TrueAsync(async () => await TryAsync("PING") == "+PONG");
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>The process stands still, with its connections open.</summary>
    public void Pause() => Signals.Pause(_process!.Id);

    public void Resume() => Signals.Resume(_process!.Id);

    /// <summary>The first line of the answer to a command without spaces in its words.</summary>
    public async Task<string> AskAsync(string command) =>
        await TryAsync(command) ?? throw new IOException("The server does not answer.");

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<string?> TryAsync(string command)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(command + "\r\n"));
            using var reader = new StreamReader(stream);
            var line = await reader.ReadLineAsync();
            return line is ['$', ..] ? await reader.ReadLineAsync() : line;
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return null;
        }
    }
}
