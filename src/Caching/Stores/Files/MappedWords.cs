using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Caching.Stores.Files;

/// <summary>
/// Numbers at the beginning of a file, mapped into memory: reading one costs what any read of memory does, and it changes when any process
/// of the machine writes to the file. They are only read by the mapping: writing by it to a disk that is full would end the process, where
/// writing to the file is an error like others.
/// </summary>
internal sealed unsafe class MappedWords : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private byte* _words;

    /// <summary>Takes the handle over.</summary>
    public MappedWords(SafeFileHandle handle, int count)
    {
        try
        {
            var length = count * sizeof(ulong);
            // Never shorter: somebody may have it mapped. Nor by writing, which might undo what another process has written meanwhile.
            if (RandomAccess.GetLength(handle) < length) RandomAccess.SetLength(handle, length);
            _file = MemoryMappedFile.CreateFromFile(
                handle, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        }
        catch
        {
            _file?.Dispose();
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The word as it is now, between <see cref="TryEnter"/> and <see cref="Exit"/>. What is read after it is not older.</summary>
    public ulong this[int at] => Volatile.Read(ref ((ulong*)_words)[at]);

    /// <summary>Keeps the mapping until <see cref="Exit"/>; false: it is disposed.</summary>
    public bool TryEnter()
    {
        try
        {
            byte* words = null;
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref words);
            // Always the same address, so it does not matter which thread is the last to write it.
            _words = words;
            return true;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    public void Exit() => _view.SafeMemoryMappedViewHandle.ReleasePointer();

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
