using System.Text;

namespace Conformance.Running;

/// <summary>
/// What a run has begun and ended, a line each, written at once: when the process dies (a stack overflow cannot be caught),
/// the cases begun and not ended are those to blame, and the next process leaves them out.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const char Begun = '>';
    private const char Ended = '<';
    private const char Blamed = '!';

    private readonly FileStream _file;
    private readonly Lock _lock = new();

    public Journal(string path)
    {
        Culprits = File.Exists(path) ? Lines(path, Blamed) : new HashSet<string>();
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    }

    public IReadOnlySet<string> Culprits { get; }

    public void Begin(string name) => Write(Begun, name);

    public void End(string name) => Write(Ended, name);

    /// <summary>Blames what is begun and not ended; the names.</summary>
    public static IReadOnlyList<string> Blame(string path)
    {
        var suspects = Lines(path, Begun).Except(Lines(path, Ended)).Except(Lines(path, Blamed)).ToArray();
        using var journal = new Journal(path);
        foreach (var suspect in suspects) journal.Write(Blamed, suspect);
        return suspects;
    }

    public void Dispose() => _file.Dispose();

    private void Write(char kind, string name)
    {
        var line = Encoding.UTF8.GetBytes($"{kind}{name}\n");
        lock (_lock) _file.Write(line);
    }

    private static HashSet<string> Lines(string path, char kind) =>
        [.. File.ReadLines(path).Where(line => line.StartsWith(kind)).Select(static line => line[1..])];
}
