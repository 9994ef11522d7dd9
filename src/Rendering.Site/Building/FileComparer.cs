namespace Rendering.Site.Building;

/// <summary>Compares files of any size in a bounded amount of memory.</summary>
internal static class FileComparer
{
    private const int Block = 64 * 1024;

    public static async ValueTask<bool> AreEqualAsync(string one, string other, CancellationToken cancellation)
    {
        using var a = File.OpenHandle(one, options: FileOptions.SequentialScan);
        using var b = File.OpenHandle(other, options: FileOptions.SequentialScan);
        var (left, right) = (new byte[Block], new byte[Block]);
        for (long at = 0; ;)
        {
            var read = await RandomAccess.ReadAsync(a, left, at, cancellation).ConfigureAwait(false);
            if (read == 0) return await RandomAccess.ReadAsync(b, right.AsMemory(0, 1), at, cancellation).ConfigureAwait(false) == 0;
            for (var had = 0; had < read;)
            {
                var more = await RandomAccess.ReadAsync(b, right.AsMemory(had, read - had), at + had, cancellation).ConfigureAwait(false);
                if (more == 0) return false;
                had += more;
            }
            if (!left.AsSpan(0, read).SequenceEqual(right.AsSpan(0, read))) return false;
            at += read;
        }
    }
}
