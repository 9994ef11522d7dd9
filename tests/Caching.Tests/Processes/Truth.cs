using System.IO.MemoryMappedFiles;

namespace Caching.Tests.Processes;

/// <summary>What is cached is a copy of this: a number that one process counts up, seen by all at once, and how far it has invalidated.</summary>
internal sealed class Truth : IDisposable
{
    public const long Ended = long.MaxValue;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public Truth(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, mapName: null, 2 * sizeof(long));
        _view = _file.CreateViewAccessor();
    }

    /// <summary>The number as it is.</summary>
    public long Now
    {
        get => Read(0);
        set => Write(0, value);
    }

    /// <summary>The least that may still be served: the invalidation of all before it has returned.</summary>
    public long Least
    {
        get => Read(sizeof(long));
        set => Write(sizeof(long), value);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private long Read(long at)
    {
        Interlocked.MemoryBarrier();
        return _view.ReadInt64(at);
    }

    private void Write(long at, long value)
    {
        _view.Write(at, value);
        Interlocked.MemoryBarrier();
    }
}
