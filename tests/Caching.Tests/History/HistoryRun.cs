using Caching.Tests.Processes;

namespace Caching.Tests.History;

/// <summary>Four processes on one store, told to begin and to end; whoever is killed has a successor.</summary>
internal sealed class HistoryRun(HistoryStore store, Scenario scenario, int seed) : IAsyncDisposable
{
    public const int Processes = 4;

    private readonly Player[] _players = new Player[Processes];

    public Recording Recording { get; } = new();

    public int Kills { get; private set; }

    public async Task StartAsync()
    {
        for (var slot = 0; slot < Processes; slot++) _players[slot] = NewPlayer(slot, 0);
        foreach (var player in _players) await player.Ready;
    }

    /// <summary>Kills one and starts another in its place.</summary>
    public async Task KillAsync(int slot)
    {
        var player = _players[slot];
        await player.KillAsync();
        Kills++;
        _players[slot] = NewPlayer(slot, Kills);
        await _players[slot].Ready;
    }

    public Task PauseAsync(int slot, TimeSpan span) => _players[slot].PauseAsync(span);

    /// <summary>Lets all finish what they have begun.</summary>
    public async Task<Snapshot> EndAsync()
    {
        foreach (var player in _players) player.Tell();
        foreach (var player in _players) await player.Over;
        return Recording.Look();
    }

    public ValueTask DisposeAsync()
    {
        foreach (var player in _players) player?.Dispose();
        return ValueTask.CompletedTask;
    }

    private Player NewPlayer(int slot, int generation) => new(Recording, store, scenario, $"{slot}.{generation}", seed);
}
