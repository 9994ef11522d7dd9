namespace Caching.Stores.Files;

/// <summary>The options of a file store.</summary>
public sealed record FileStoreOptions
{
    /// <summary>The bound of a file store unless another is set: 1 GiB.</summary>
    public const long DefaultLimitBytes = 1L << 30;

    private readonly long _limitBytes = DefaultLimitBytes;

    /// <summary>
    /// The most that the entries may take together, in bytes, where each takes whole blocks of 4 KiB; an entry of more than a quarter of it is refused. Each
    /// process that has written a sixteenth of it measures the folder, and drops what was used least recently: so the folder may be over it by
    /// what the processes write before that, and while it runs. All processes on one folder should say the same.
    /// </summary>
    public long LimitBytes
    {
        get => _limitBytes;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            _limitBytes = value;
        }
    }

    /// <summary>
    /// Whether an entry is on the disk before its name is: true unless said otherwise. False is many times faster where the disk is slow to
    /// flush, and loses the entries of the last seconds when the power fails: they are a miss then, never wrong. Invalidations
    /// are always flushed.
    /// </summary>
    public bool FlushEntries { get; init; } = true;
}
