using System.Globalization;
using Caching.Tests.Processes;

namespace Caching.Tests.History;

/// <summary>One process of a run, seen from outside: what it says is recorded.</summary>
internal sealed class Player : IDisposable
{
    private readonly Child _child;
    private readonly Recording _recording;
    private readonly string _name;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _killed;

    public Player(Recording recording, HistoryStore store, Scenario scenario, string name, int seed)
    {
        (_recording, _name) = (recording, name);
        _child = new("history", store.Address, scenario.Name, name, seed.ToString(CultureInfo.InvariantCulture));
        Over = Task.Run(HearAsync);
    }

    public Task Ready => _ready.Task;

    /// <summary>Ends when the process has, and all that it said is recorded.</summary>
    public Task Over { get; }

    public void Tell() => _child.Say("end");

    public async Task KillAsync()
    {
        var before = MachineClock.Now;
        _killed = true;
        await _child.KillAsync();
        var after = MachineClock.Now;
        await Over;
        _recording.Killed(_name, new(before, after));
    }

    public async Task PauseAsync(TimeSpan span)
    {
        var before = MachineClock.Now;
        await _child.SignalAsync("-STOP");
        await MachineClock.DelayAsync(span);
        await _child.SignalAsync("-CONT");
        _recording.Paused(_name, new(before, MachineClock.Now));
    }

    public void Dispose() => _child.Dispose();

    private async Task HearAsync()
    {
        var over = false;
        while (await _child.HearAsync() is { } line)
        {
            if (line == "ready") _ready.SetResult();
            else if (line == "over") over = true;
            // A factory that nobody waits for may end after all that was asked for.
            else _recording.Add(_name, line);
        }

        if (over || _killed) return;
        var error = new InvalidOperationException($"The process {_name} ended by itself. {_child.Errors}");
        _ready.TrySetException(error);
        throw error;
    }
}
