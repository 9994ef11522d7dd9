namespace Caching.Stores.Files;

/// <summary>
/// What is in the folder, read a shard after another as it is asked for: one entry at a time is in memory. To be looked at is no use of
/// an entry, and says nothing of whether it is current.
/// </summary>
internal sealed class EntryList(SweptParts parts)
{
    public IEnumerable<StoredRead> Of(string prefix, CancellationToken cancellation)
    {
        for (var shard = 0; shard < StoreFolder.Shards; shard++)
        {
            foreach (var path in parts.Shard(Kind.Entry, shard))
            {
                cancellation.ThrowIfCancellationRequested();
                if (Look(path) is { } file && parts.KeyOf(path, file) is { } key && key.StartsWith(prefix, StringComparison.Ordinal))
                    yield return file.Bytes;
            }
        }
    }

    // One that cannot be read does not hide the others; the sweeper has said so.
    private DiskFile? Look(string path)
    {
        try
        {
            return parts.Look(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
