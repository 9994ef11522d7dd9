using System.Diagnostics;
using System.Reflection;
using Docs.Tests.Markdown;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Docs.Tests.Snippets;

/// <summary>A web program of the documents, run as it stands, on a port that the system picks, in a folder of its own.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly string _folder;
    private readonly IHost _host;
    private readonly Task _running;

    private RunningSite(string folder, IHost host, Task running)
    {
        (_folder, _host, _running) = (folder, host, running);
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public static async Task<RunningSite> StartAsync(Assembly program, IEnumerable<KeyValuePair<string, string>> templates)
    {
        var folder = Directory.CreateTempSubdirectory("docs").FullName;
        foreach (var (name, text) in templates)
        {
            var file = Path.Combine(folder, "templates", name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text);
        }
        using var built = new BuiltHost();
        var running = Program.Start(program, "--urls", "http://127.0.0.1:0", "--contentRoot", folder,
            "--applicationName", program.GetName().Name!, "--Logging:LogLevel:Default", "None");
        var host = await FirstAsync(built.Host, running);
        var started = new TaskCompletionSource<bool>();
        using var registration = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => started.SetResult(true));
        await FirstAsync(started.Task, running);
        return new RunningSite(folder, host, running);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _running;
        Directory.Delete(_folder, recursive: true);
    }

    // A program that ends first has failed, or is none that serves.
    private static async Task<T> FirstAsync<T>(Task<T> wanted, Task running)
    {
        if (await Task.WhenAny(wanted, running) == wanted) return await wanted;
        await running;
        throw new InvalidOperationException("The program ended before it served: a web program ends with app.Run().");
    }

    /// <summary>The host that the program builds, as the host itself announces it.</summary>
    private sealed class BuiltHost : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly TaskCompletionSource<IHost> _host = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly IDisposable _listeners;
        private IDisposable? _events;

        public BuiltHost() => _listeners = DiagnosticListener.AllListeners.Subscribe(this);

        public Task<IHost> Host => _host.Task;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting") _events = value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == "HostBuilt") _host.TrySetResult((IHost)value.Value!);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            _listeners.Dispose();
            _events?.Dispose();
        }
    }
}
