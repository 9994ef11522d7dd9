using System.Security.Cryptography;

namespace Rendering.Site.Building;

/// <summary>
/// The folder that a site is built into. A file is written beside it first and renamed, so whoever reads the folder, or finds it
/// after a build was killed, sees whole files.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    /// <summary>Where the build keeps what is not the site's. Temporary files must be on the volume of the output, or renaming is copying.</summary>
    public const string StateName = ".rendering";

    // How the systems say that a file is open elsewhere.
    private const int SharingViolation = unchecked((int)0x8007_0020);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    private readonly string _root;
    private readonly string _temporary;
    private readonly string _manifest;
    private readonly FileStream _lock;
    private int _next;

    /// <exception cref="SiteBuildException">Another build is using the folder, or it cannot be written to.</exception>
    public OutputFolder(string folder)
    {
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var state = Path.Combine(_root, StateName);
        _temporary = Path.Combine(state, "tmp");
        _manifest = Path.Combine(state, "manifest.json");
        try
        {
            Directory.CreateDirectory(state);
            _lock = Lock(Path.Combine(state, "lock"));
            // What a killed build left.
            if (Directory.Exists(_temporary)) Directory.Delete(_temporary, recursive: true);
            Directory.CreateDirectory(_temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _lock?.Dispose();
            throw Refused(folder, error);
        }
    }

    public static SiteBuildException Refused(string folder, Exception error) =>
        new($"The site cannot be built into {Path.GetFullPath(folder)}: {error.Message}", error);

    public bool Has(string file) => File.Exists(PathOf(file));

    public Manifest ReadManifest() => File.Exists(_manifest) ? Manifest.Parse(File.ReadAllBytes(_manifest)) : Manifest.Of("", []);

    /// <summary>Writes the manifest unless it is what it was. It comes after the files that it describes, and reaches the disk before it counts.</summary>
    public void WriteManifest(Manifest manifest)
    {
        var utf8 = manifest.ToUtf8();
        if (File.Exists(_manifest) && File.ReadAllBytes(_manifest).AsSpan().SequenceEqual(utf8)) return;
        var temporary = Temporary();
        using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(utf8);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, _manifest, overwrite: true);
    }

    /// <summary>The opaque part of the ETag of a file's bytes, as a rendition has it; null where there is no file.</summary>
    public async ValueTask<string?> ETagAsync(string file, CancellationToken cancellation)
    {
        var path = PathOf(file);
        if (!File.Exists(path)) return null;
        return ETagOf(await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false));
    }

    public static string ETagOf(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 16));

    /// <summary>Writes a file unless it has these bytes already; true where it was written.</summary>
    public async ValueTask<bool> WriteAsync(string file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var path = PathOf(file);
        if (File.Exists(path) && new FileInfo(path).Length == bytes.Length
            && (await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false)).AsSpan().SequenceEqual(bytes.Span)) return false;
        var temporary = Temporary();
        await File.WriteAllBytesAsync(temporary, bytes, cancellation).ConfigureAwait(false);
        Place(temporary, path);
        return true;
    }

    /// <summary>Copies a file unless it is there with these bytes already; the number of bytes where it was copied.</summary>
    public async ValueTask<long?> CopyAsync(string source, string file, CancellationToken cancellation)
    {
        var path = PathOf(file);
        if (File.Exists(path) && new FileInfo(path).Length == new FileInfo(source).Length
            && await FileComparer.AreEqualAsync(source, path, cancellation).ConfigureAwait(false)) return null;
        var temporary = Temporary();
        File.Copy(source, temporary);
        var length = new FileInfo(temporary).Length;
        Place(temporary, path);
        return length;
    }

    /// <summary>
    /// Deletes a file, and the folders that are empty without it; false where it was not there, or is behind a link: whoever can
    /// write the manifest and a link could have any file deleted.
    /// </summary>
    public bool Delete(string file)
    {
        var path = PathOf(file);
        if (!File.Exists(path) || FoldersOf(path).Any(static folder => new DirectoryInfo(folder).LinkTarget is not null)) return false;
        File.Delete(path);
        foreach (var folder in FoldersOf(path).TakeWhile(static folder => !Directory.EnumerateFileSystemEntries(folder).Any())) Directory.Delete(folder);
        return true;
    }

    public void Dispose()
    {
        if (Directory.Exists(_temporary)) Directory.Delete(_temporary, recursive: true);
        _lock.Dispose();
    }

    // The system lets go of it when the process ends, however it ends.
    private FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult is SharingViolation or LinuxWouldBlock or MacWouldBlock)
        {
            throw new SiteBuildException($"Another build is writing to {_root}. Wait for its end, or build into another folder.", error);
        }
    }

    private void Place(string temporary, string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(path)) throw new SiteBuildException($"The folder {path}, which is not the builder's, stands where this file belongs. Move it away.", error);
            if (FoldersOf(path).FirstOrDefault(File.Exists) is { } file) throw new SiteBuildException($"The file {file}, which is not the builder's, stands where this file needs a folder. Move it away.", error);
            throw;
        }
    }

    // From the innermost to the one below the output folder.
    private IEnumerable<string> FoldersOf(string path)
    {
        for (var folder = Path.GetDirectoryName(path)!; folder.Length > _root.Length; folder = Path.GetDirectoryName(folder)!) yield return folder;
    }

    private string PathOf(string file) => Path.Combine(_root, file);

    private string Temporary() => Path.Combine(_temporary, Interlocked.Increment(ref _next).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
