using Microsoft.Win32.SafeHandles;

namespace Caching.Stores.Files;

/// <summary>A file as it was read.</summary>
/// <param name="Bytes">Its content; empty if it is longer than was asked for.</param>
/// <param name="Length">Its length.</param>
/// <param name="Written">The time of its last write, which stands for its last use.</param>
internal readonly record struct DiskFile(byte[] Bytes, long Length, DateTimeOffset Written)
{
    // As nearly all file systems have it. A million small entries take four gigabytes, whatever is in them.
    private const int Block = 4096;

    /// <summary>The room that a file of that length takes.</summary>
    public static long Taken(long length) => Math.Max(1, (length + Block - 1) / Block) * Block;
}

/// <summary>
/// The calls of the file system that the store needs, and no others; tests count them and let them fail. They block: neither opening
/// nor renaming nor flushing can be awaited on any platform, and a second pool thread would be blocked in place of the first.
/// </summary>
internal class Disk
{
    // On Windows a file can be renamed and deleted while it is open only if who has it open allows it.
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>The file, or null if there is none. A link is none: what it leads to is not the store's.</summary>
    public virtual DiskFile? Read(string path, long limit) =>
        LinuxFile.TryRead(path, limit, out var file) ? file : ReadAnywhere(path, limit);

    /// <summary>The same on any system.</summary>
    internal static DiskFile? ReadAnywhere(string path, long limit)
    {
        // Its attributes, length and time are one question to the system.
        var info = new FileInfo(path);
        if (!info.Exists || (info.Attributes & FileAttributes.ReparsePoint) != 0) return null;
        // Nothing is opened that is empty: opening a pipe, whose length is zero, may never return.
        if (info.Length == 0 || info.Length > limit) return new([], info.Length, Written(info));
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, Shared);
            var bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(RandomAccess.GetLength(handle), limit));
            var length = 0;
            while (length < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(length), length) is > 0 and var read) length += read;
            return new(length == bytes.Length ? bytes : bytes[..length], length, Written(info));
        }
        catch (Exception error) when (IsMissing(error))
        {
            return null;
        }
    }

    /// <summary>Makes a new file; an error if there is one.</summary>
    public virtual void Create(string path, ReadOnlySpan<byte> bytes, DateTimeOffset written, bool flush)
    {
        using var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        RandomAccess.Write(handle, bytes, 0);
        File.SetLastWriteTimeUtc(handle, written.UtcDateTime);
        if (flush) Flush(handle);
    }

    /// <summary>Writes over the beginning of a file, or makes it. A reader may see any part of it.</summary>
    public virtual void Overwrite(string path, ReadOnlySpan<byte> bytes, DateTimeOffset written, bool flush)
    {
        using var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, Shared);
        RandomAccess.Write(handle, bytes, 0);
        File.SetLastWriteTimeUtc(handle, written.UtcDateTime);
        if (flush) Flush(handle);
    }

    /// <summary>Writes over a part of a file, or makes it, with zeros before that part.</summary>
    public virtual void Patch(string path, long at, ReadOnlySpan<byte> bytes)
    {
        using var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, Shared);
        RandomAccess.Write(handle, bytes, at);
    }

    /// <summary>Opens a file for <see cref="ReadAt"/>; made, if it is not there.</summary>
    public virtual SafeFileHandle Open(string path) =>
        // To be written to, though it is only read: a layered file system (of a container) then gives the file that writers have.
        File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, Shared);

    /// <summary>The beginning of an open file, as it is now, and how much of it there was.</summary>
    public virtual int ReadAt(SafeFileHandle file, Span<byte> bytes) => RandomAccess.Read(file, bytes, 0);

    /// <summary>Whether other machines may write to the folder.</summary>
    public virtual bool IsRemote(string folder)
    {
        try
        {
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).DriveType == DriveType.Network;
        }
        catch (ArgumentException)
        {
            // A path of Windows without a drive's letter: that of a share.
            return true;
        }
    }

    /// <summary>Renames, over what is there.</summary>
    public virtual void Replace(string from, string to) => File.Move(from, to, overwrite: true);

    /// <summary>Deletes the file, or the link itself, if there is one.</summary>
    public virtual void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }

    public virtual void Touch(string path, DateTimeOffset written) => File.SetLastWriteTimeUtc(path, written.UtcDateTime);

    /// <summary>An exclusive lock on the file, which ends with this process at the latest; null if another has it, or there is no file.</summary>
    public virtual IDisposable? TryLock(string path, bool create)
    {
        try
        {
            return File.OpenHandle(path, create ? FileMode.OpenOrCreate : FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (IsMissing(error) && !create)
        {
            return null;
        }
        catch (IOException error) when (IsLocked(error))
        {
            return null;
        }
    }

    /// <summary>The names of the files in a folder, in no order, read as they are asked for; none if there is no such folder, or a link.</summary>
    public virtual IEnumerable<string> Files(string folder) =>
        new DirectoryInfo(folder) is { Exists: true } info && !IsLink(info) ? Directory.EnumerateFiles(folder) : [];

    /// <summary>Makes the folder if need be.</summary>
    /// <exception cref="IOException">There is a link in its place.</exception>
    public virtual void Ensure(string folder)
    {
        var info = new DirectoryInfo(folder);
        if (!info.Exists) Directory.CreateDirectory(folder);
        else if (IsLink(info)) throw new IOException($"'{folder}' is a link, and the store does not write outside its folder.");
    }

    public virtual bool HasFolder(string path) => Directory.Exists(path);

    /// <summary>Whether there is a file, or a link, wherever it leads.</summary>
    public virtual bool Exists(string path) => File.Exists(path) || IsLink(path);

    public virtual bool IsLink(string path) => IsLink(new FileInfo(path));

    protected virtual void Flush(SafeFileHandle handle) => RandomAccess.FlushToDisk(handle);

    private static bool IsLink(FileSystemInfo info) => info.LinkTarget is not null;

    private static bool IsMissing(Exception error) => error is FileNotFoundException or DirectoryNotFoundException;

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows; elsewhere EWOULDBLOCK, which is 11 on Linux and 35 on macOS.
    private static bool IsLocked(IOException error) =>
        OperatingSystem.IsWindows() ? (error.HResult & 0xFFFF) is 32 or 33 : error.HResult is 11 or 35;

    private static DateTimeOffset Written(FileInfo info) => new(info.LastWriteTimeUtc, TimeSpan.Zero);
}
