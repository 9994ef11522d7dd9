using System.Diagnostics;

namespace Caching.Tests.Processes;

/// <summary>This assembly as a process of its own. Killed at the latest when it is disposed.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;

    public Child(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(Child).Assembly.Location);
        foreach (var arg in args) start.ArgumentList.Add(arg);
        // It lives for some milliseconds: what pays later does not pay.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Errors += line.Data;
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Errors { get; private set; } = "";

    public Task<string?> HearAsync() => _process.StandardOutput.ReadLineAsync();

    public async Task ExpectAsync(string line)
    {
        var heard = await HearAsync();
        Assert.True(heard == line, $"Heard '{heard}' and not '{line}'. {Errors}");
    }

    public void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Such as <c>-STOP</c>, which pauses it.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task EndAsync()
    {
        await _process.WaitForExitAsync();
        Assert.True(_process.ExitCode == 0, Errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
