using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Caching.Stores.Files;

/// <summary>
/// Reads a whole file in four calls of the system, half of what the runtime's own way takes: it neither asks before it opens (a link is
/// not opened, and opening a pipe does not wait) nor locks. Whatever is not an ordinary file that was read, or one that is not there, it
/// leaves to that other way, with its errors.
/// </summary>
internal static partial class LinuxFile
{
    // Of the system's headers, where they are the same on both processors; O_NOFOLLOW is not.
    private const int ReadOnly = 0x0, NonBlocking = 0x800, CloseOnExec = 0x80000;
    private const int NotThere = 2;
    private const uint WantsTypeTimeSize = 0x1 | 0x40 | 0x200;
    private const int ByHandle = 0x1000;
    private const int StatLength = 256, ModeAt = 28, SizeAt = 40, SecondsAt = 112, NanosecondsAt = 120;
    private const int TypeOfMode = 0xF000, OrdinaryFile = 0x8000;

    private static readonly int NoLinks = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    // Nor where the C library is too old for statx (glibc 2.28), whose answer is the same on all processors.
    private static volatile bool _works =
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>As <see cref="Disk.Read"/>; false: to be asked otherwise.</summary>
    public static bool TryRead(string path, long limit, out DiskFile? file)
    {
        file = null;
        if (!_works || limit == 0) return false;
        try
        {
            return OperatingSystem.IsLinux() && Read(path, limit, out file);
        }
        catch (EntryPointNotFoundException)
        {
            _works = false;
            return false;
        }
    }

    [SupportedOSPlatform("linux")]
    private static bool Read(string path, long limit, out DiskFile? file)
    {
        file = null;
        var handle = Open(path, ReadOnly | NonBlocking | CloseOnExec | NoLinks);
        if (handle < 0) return Marshal.GetLastPInvokeError() == NotThere;
        try
        {
            Span<byte> stat = stackalloc byte[StatLength];
            if (Stat(handle, "", ByHandle, WantsTypeTimeSize, stat) != 0) return false;
            if ((BinaryPrimitives.ReadUInt16LittleEndian(stat[ModeAt..]) & TypeOfMode) != OrdinaryFile) return false;
            var length = BinaryPrimitives.ReadInt64LittleEndian(stat[SizeAt..]);
            var written = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(stat[SecondsAt..]))
                .AddTicks(BinaryPrimitives.ReadUInt32LittleEndian(stat[NanosecondsAt..]) / TimeSpan.NanosecondsPerTick);
            if (length > limit)
            {
                file = new([], length, written);
                return true;
            }

            var bytes = GC.AllocateUninitializedArray<byte>((int)length);
            var read = 0;
            while (read < bytes.Length)
            {
                var more = Read(handle, bytes.AsSpan(read), bytes.Length - read);
                if (more < 0) return false;
                if (more == 0) break;
                read += (int)more;
            }

            file = new(read == bytes.Length ? bytes : bytes[..read], read, written);
            return true;
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Stat(int handle, string path, int flags, uint mask, Span<byte> stat);

    [LibraryImport("libc", EntryPoint = "read")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Read(int handle, Span<byte> into, nint length);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);
}
