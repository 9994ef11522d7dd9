using Caching.Entries;
using Caching.Policies;
using Caching.Stores;
using Caching.Stores.Files;

namespace Caching.Tests.Stores.Files;

/// <summary>Compare and swap in the folder; between processes it is tested in <see cref="Processes.SharedFolderTests"/>.</summary>
public sealed class FileSwapTests : FileStoreFixture
{
    private const string Key = "s2:nss1:k";
    private static readonly byte[] One = "one"u8.ToArray(), Two = "two"u8.ToArray();

    // No store looks at more of it than when it ends.
    private static readonly EntryHeader Header = new StoredEntry(
        Key, new Lifetime(0, Lifetime.Never, Lifetime.Never, Lifetime.Never, Lifetime.Never, 0), 0, 0, [], [0, 0, 0, 0], "form");

    [Fact]
    public async Task It_is_stored_if_what_is_there_is_what_is_expected_and_else_nothing_changes()
    {
        using var store = Store();
        Assert.False(await Swap(store, One, Two));
        Assert.Null(await Read(store));
        Assert.True(await Swap(store, null, One));
        Assert.False(await Swap(store, null, Two));
        Assert.False(await Swap(store, Two, Two));
        Assert.False(await Swap(store, "on"u8.ToArray(), Two));
        Assert.False(await Swap(store, [], Two));
        Assert.Equal(One, await Read(store));
        Assert.True(await Swap(store, One, Two));
        Assert.Equal(Two, await Read(store));
        await store.RemoveAsync(Key, default);
        Assert.False(await Swap(store, Two, One));
        Assert.True(await Swap(store, null, One));
        Assert.Empty(Folder.Files(".tmp"));
    }

    [Fact]
    public async Task A_swap_voids_the_lease_of_who_makes_the_value_and_one_that_fails_does_not()
    {
        using FileStore here = Store(), there = Store();
        var lease = await here.AcquireAsync(Key, 1, TimeSpan.FromSeconds(10), default);
        Assert.False(await Swap(there, One, Two));
        Assert.Equal(LeasePublication.Stored, await here.PublishAsync(Key, One, Header, lease, default));
        lease = await here.AcquireAsync(Key, 1, TimeSpan.FromSeconds(10), default);
        Assert.True(await Swap(there, One, Two));
        Assert.Equal(LeasePublication.Superseded, await here.PublishAsync(Key, One, Header, lease, default));
        Assert.Equal(Two, await Read(here));
    }

    // As a power failure can leave it. Who counts would ask for ever if it were nothing to read and something to swap.
    [Fact]
    public async Task What_was_removed_and_is_back_is_nothing_to_a_swap_too()
    {
        using var store = Store();
        await Swap(store, null, One);
        File.WriteAllText(Folder.Single(".entry"), "goneand something behind it");
        Assert.Null(await Read(store));
        Assert.True(await Swap(store, null, Two));
        Assert.Equal(Two, await Read(store));
    }

    [Fact]
    public async Task What_is_too_large_leaves_no_entry_where_the_old_one_was_expected_and_it_where_not()
    {
        using var store = Store(new() { LimitBytes = 400 });
        await Swap(store, null, One);
        Assert.False(await Swap(store, Two, new byte[101]));
        Assert.Equal(One, await Read(store));
        Assert.True(await Swap(store, One, new byte[101]));
        Assert.Null(await Read(store));
    }

    private FileStore Store(FileStoreOptions? options = null) => new(new("file", Time, Log), Folder.Path, options ?? new(), Disk);

    private static ValueTask<bool> Swap(FileStore store, byte[]? expected, byte[] bytes) =>
        store.ReplaceAsync(Key, expected is null ? null : (ReadOnlyMemory<byte>?)expected, bytes, Header, default);

    private static async Task<byte[]?> Read(FileStore store) => (await store.GetAsync(Key, default)).Bytes?.ToArray();
}
