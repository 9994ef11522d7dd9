using System.Text;

namespace Conformance.Running;

/// <summary>
/// What a run has begun and ended, a line each, written at once: when the process dies (a stack overflow cannot be caught),
/// the cases begun and not ended are suspects. The next process runs them one at a time before all others, and one that
/// kills it alone is left out by those that follow.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const char Started = '=';
    private const char Begun = '>';
    private const char Ended = '<';
    private const char Suspected = '?';
    private const char Blamed = '!';

    private readonly FileStream _file;
    private readonly Lock _lock = new();

    public Journal(string path)
    {
        var lines = File.ReadAllLines(path);
        Culprits = Names(lines, Blamed);
        Suspects = Names(lines, Suspected);
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Write(Started, "");
    }

    public IReadOnlySet<string> Culprits { get; }

    public IReadOnlySet<string> Suspects { get; }

    public void Begin(string name) => Write(Begun, name);

    public void End(string name) => Write(Ended, name);

    /// <summary>After a death: blames the one case that was running, or suspects the several.</summary>
    /// <returns>How many they are.</returns>
    public static int Blame(string path)
    {
        var lines = File.ReadAllLines(path);
        var last = lines.AsSpan()[(Array.FindLastIndex(lines, static line => line[0] == Started) + 1)..].ToArray();
        var running = Names(last, Begun).Except(Names(last, Ended)).ToArray();
        File.AppendAllLines(path, running.Select(name => (running.Length == 1 ? Blamed : Suspected) + name));
        return running.Length;
    }

    public void Dispose() => _file.Dispose();

    private void Write(char kind, string name)
    {
        var line = Encoding.UTF8.GetBytes($"{kind}{name}\n");
        lock (_lock) _file.Write(line);
    }

    private static HashSet<string> Names(IEnumerable<string> lines, char kind) =>
        [.. lines.Where(line => line[0] == kind).Select(static line => line[1..])];
}
