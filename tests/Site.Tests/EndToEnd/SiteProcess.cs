using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Site.Tests.EndToEnd;

/// <summary>The built site as a user starts it: a process of its own, on a port that the system picks and the process prints.</summary>
public sealed partial class SiteProcess : IAsyncLifetime, IAsyncDisposable
{
    private readonly Process _process = new();
    private readonly List<string> _lines = [];
    private string? _contentRoot;

    public HttpClient Http { get; private set; } = new();

    public Uri Address => Http.BaseAddress!;

    /// <summary>Serves <paramref name="contentRoot"/> in the stead of the site's own files.</summary>
    public static async Task<SiteProcess> StartAsync(string contentRoot)
    {
        var site = new SiteProcess { _contentRoot = contentRoot };
        await site.InitializeAsync();
        return site;
    }

    public async Task InitializeAsync()
    {
        var start = _process.StartInfo;
        start.FileName = "dotnet";
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Site.dll"));
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add("http://127.0.0.1:0");
        // Wherever a user stands when starting it.
        start.WorkingDirectory = Path.GetTempPath();
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        if (_contentRoot is not null)
            start.Environment["ASPNETCORE_CONTENTROOT"] = _contentRoot;

        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) => Read(line.Data, address);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, address);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The site has ended: " + Log()));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        // No cookies and no decompression: what the tests see is what the site sent.
        Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseCookies = false }) { BaseAddress = await address.Task.WaitAsync(TimeSpan.FromSeconds(60)) };
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Printed();

    private void Read(string? line, TaskCompletionSource<Uri> address)
    {
        if (line is null)
            return;
        lock (_lines)
            _lines.Add(line);
        if (Printed().Match(line) is { Success: true } match)
            address.TrySetResult(new Uri(match.Value));
    }

    private string Log()
    {
        lock (_lines)
            return string.Join('\n', _lines);
    }
}
