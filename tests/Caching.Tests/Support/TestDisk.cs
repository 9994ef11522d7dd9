using System.Collections.Concurrent;
using Caching.Stores.Files;
using Microsoft.Win32.SafeHandles;

namespace Caching.Tests.Support;

/// <summary>A disk that notes its calls, fails where a test says so, and does not flush: no test pulls the plug.</summary>
internal sealed class TestDisk : Disk
{
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Called before each call with its name and the path that it is about; may throw.</summary>
    public Action<string, string> Before { get; set; } = (_, _) => { };

    /// <summary>Called when a file was read, before anybody knows what was in it; with no path for one that was open.</summary>
    public Action<string> AfterRead { get; set; } = _ => { };

    /// <summary>False: as on a network file system that knows no locks, all are granted.</summary>
    public bool LocksWork { get; set; } = true;

    /// <summary>False: as on a file system where what is written is not seen by who has the file open.</summary>
    public bool ChangesAreSeen { get; set; } = true;

    /// <summary>Whether the folder is on a network's drive.</summary>
    public bool IsNetwork { get; set; }

    public int Flushes { get; private set; }

    public override DiskFile? Read(string path, long limit) => Noted("read", path, () =>
    {
        var file = base.Read(path, limit);
        AfterRead(path);
        return file;
    });

    public override void Create(string path, ReadOnlySpan<byte> bytes, DateTimeOffset written, bool flush)
    {
        Note("create", path);
        base.Create(path, bytes, written, flush);
    }

    public override void Overwrite(string path, ReadOnlySpan<byte> bytes, DateTimeOffset written, bool flush)
    {
        Note("overwrite", path);
        base.Overwrite(path, bytes, written, flush);
    }

    public override void Patch(string path, long at, ReadOnlySpan<byte> bytes)
    {
        Note("patch", path);
        if (ChangesAreSeen) base.Patch(path, at, bytes);
    }

    public override SafeFileHandle Open(string path) => Noted("open", path, () => base.Open(path));

    public override int ReadAt(SafeFileHandle file, Span<byte> bytes)
    {
        Note("words", "");
        var read = base.ReadAt(file, bytes);
        AfterRead("");
        return read;
    }

    public override bool IsRemote(string folder) => IsNetwork || base.IsRemote(folder);

    public override void Replace(string from, string to)
    {
        Note("replace", to);
        base.Replace(from, to);
    }

    public override void Delete(string path)
    {
        Note("delete", path);
        base.Delete(path);
    }

    public override void Touch(string path, DateTimeOffset written)
    {
        Note("touch", path);
        base.Touch(path, written);
    }

    public override IDisposable? TryLock(string path, bool create) => Noted("lock", path, () =>
    {
        var taken = base.TryLock(path, create);
        if (LocksWork) return taken;
        taken?.Dispose();
        return create || File.Exists(path) ? new MemoryStream() : null;
    });

    public override IEnumerable<string> Files(string folder) => Noted("enumerate", folder, () => base.Files(folder));

    public override void Ensure(string folder)
    {
        Note("ensure", folder);
        base.Ensure(folder);
    }

    protected override void Flush(SafeFileHandle handle) => Flushes++;

    private void Note(string call, string path)
    {
        Calls.Enqueue(call);
        Before(call, path);
    }

    private T Noted<T>(string call, string path, Func<T> run)
    {
        Note(call, path);
        return run();
    }
}
