using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Caching.Entries;
using Caching.Policies;

namespace Caching.Tests.Entries;

public sealed class StoredBytesTests
{
    private const string Key = "s2:nss1:k";
    private static readonly ICacheSerializer<string> Json = new JsonCacheSerializer<string>(JsonSerializerOptions.Default);

    private static readonly StoredEntry Entry = new(
        new(639_000_000_000_000_000, 639_000_000_600_000_000, 639_000_000_660_000_000, 0),
        639_000_000_000_000_000, 7, ["red", "blü"], [0x0102030405060708, ulong.MaxValue, 0], Json.Form);

    // Bytes of version 1 as they were first written. They must be read for ever, or the version must change.
    private const string Version1 =
        "434145014E8976D90080794B1D2FDE0800C63C6F1D2FDE08004DD0721D2FDE0800000000000000000080794B1D2FDE08" +
        "070000000000000009000000730032003A006E007300730031003A006B00120000006A0073006F006E00200053007900" +
        "7300740065006D002E0053007400720069006E00670002000000030000007200650064000300000062006C00FC000807" +
        "060504030201FFFFFFFFFFFFFFFF0000000000000000070000002276616C756522";

    [Fact]
    public void What_was_written_is_read()
    {
        var bytes = StoredBytes.Write(Key, Entry, "välue", Json);
        Assert.Null(StoredBytes.TryRead(bytes, Key, out var entry, out var value));
        Assert.Equal("välue", Json.Read(bytes.AsSpan()[value]));
        Assert.Equal(Entry.Lifetime, entry!.Lifetime);
        Assert.Equal((Entry.Accessed, Entry.Version, Entry.Form), (entry.Accessed, entry.Version, entry.Form));
        Assert.Equal(Entry.Tags, entry.Tags);
        Assert.Equal(Entry.Epochs, entry.Epochs);
    }

    [Fact]
    public void A_store_is_told_to_keep_an_entry_to_the_end_of_its_stale_window_or_of_its_hits()
    {
        const long minute = TimeSpan.TicksPerMinute;
        Assert.Equal(TimeSpan.FromMinutes(3), Keep(freshUntil: 2 * minute, staleUntil: 3 * minute, sliding: 0));
        Assert.Equal(TimeSpan.FromMinutes(1), Keep(freshUntil: 2 * minute, staleUntil: 3 * minute, sliding: minute));
        Assert.Equal(TimeSpan.FromMinutes(1), Keep(Lifetime.Never, Lifetime.Never, minute));
        Assert.Null(Keep(Lifetime.Never, Lifetime.Never, 0));

        static TimeSpan? Keep(long freshUntil, long staleUntil, long sliding) =>
            new StoredEntry(new(0, freshUntil, staleUntil, sliding), 0, 0, [], [0], "").KeepFor(DateTimeOffset.MinValue);
    }

    [Fact]
    public void Bytes_of_another_key_are_a_miss()
    {
        var bytes = StoredBytes.Write(Key, Entry, "value", Json);
        Assert.Equal("of another key", StoredBytes.TryRead(bytes, "s2:nss1:l", out _, out _));
        Assert.Equal("of another key", StoredBytes.TryRead(bytes, Key + "x", out _, out _));
    }

    [Fact]
    public void Bytes_that_are_truncated_anywhere_are_a_miss()
    {
        var bytes = StoredBytes.Write(Key, Entry, "value", Json);
        for (var length = 0; length < bytes.Length; length++)
            Assert.NotNull(StoredBytes.TryRead(bytes.AsSpan(0, length), Key, out _, out _));
    }

    [Fact]
    public void Bytes_with_any_one_bit_changed_are_a_miss()
    {
        var bytes = StoredBytes.Write(Key, Entry, "value", Json);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotNull(StoredBytes.TryRead(bytes, Key, out _, out _));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    // With the checksum made right again the reader itself is what stands.
    [Theory]
    [InlineData(3)]
    [InlineData(20261120)]
    public void Malformed_bytes_are_a_miss_and_never_an_exception_whatever_they_claim(int seed)
    {
        var random = new Random(seed);
        var good = StoredBytes.Write(Key, Entry, "value", Json);
        for (var i = 0; i < 40_000; i++)
        {
            var bytes = good[..random.Next(StoredBytes.CheckedFrom, good.Length + 1)];
            for (var n = random.Next(4); n > 0 && bytes.Length > StoredBytes.CheckedFrom; n--) Mutate(random, bytes);
            if (StoredBytes.TryRead(StoredBytes.Sealed(bytes), Key, out var entry, out var value) is not null) continue;
            Assert.Equal(entry!.Tags.Count + 1, entry.Epochs.Length);
            Assert.True(value.GetOffsetAndLength(bytes.Length).Length <= bytes.Length);
            _ = (entry.Created, entry.FreshUntil, entry.StaleUntil, entry.KeepFor(DateTimeOffset.UnixEpoch), entry.StateAt(0));
        }
    }

    [Fact]
    public void Foreign_bytes_are_a_miss()
    {
        var random = new Random(4);
        Assert.NotNull(StoredBytes.TryRead([], Key, out _, out _));
        Assert.NotNull(StoredBytes.TryRead(Encoding.UTF8.GetBytes("<html>somebody else's page</html>"), Key, out _, out _));
        var bytes = new byte[300];
        for (var i = 0; i < 10_000; i++)
        {
            random.NextBytes(bytes);
            Assert.NotNull(StoredBytes.TryRead(bytes, Key, out _, out _));
        }
    }

    [Fact]
    public void Bytes_of_another_format_version_are_a_miss()
    {
        var bytes = StoredBytes.Write(Key, Entry, "value", Json);
        bytes[3] = 2;
        Assert.Equal("foreign, or of another format version", StoredBytes.TryRead(StoredBytes.Sealed(bytes), Key, out _, out _));
    }

    [Fact]
    public void Bytes_of_version_1_are_written_and_read_as_ever()
    {
        Assert.Equal(Version1, Convert.ToHexString(StoredBytes.Write(Key, Entry, "value", Json)));
        var bytes = Convert.FromHexString(Version1);
        Assert.Null(StoredBytes.TryRead(bytes, Key, out var entry, out var value));
        Assert.Equal("value", Json.Read(bytes.AsSpan()[value]));
        Assert.Equal(["red", "blü"], entry!.Tags);
    }

    [Fact]
    public void A_key_that_is_no_valid_unicode_is_kept_whole()
    {
        var bytes = StoredBytes.Write("s1:\ud800", Entry, "value", Json);
        Assert.Null(StoredBytes.TryRead(bytes, "s1:\ud800", out _, out _));
        Assert.NotNull(StoredBytes.TryRead(bytes, "s1:\ud801", out _, out _));
    }

    [Fact]
    public void The_checksum_is_crc_32c() => Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));

    private static void Mutate(Random random, byte[] bytes)
    {
        var at = random.Next(StoredBytes.CheckedFrom, bytes.Length);
        if (random.Next(2) == 0 || bytes.Length - at < sizeof(int)) bytes[at] = (byte)random.Next(256);
        else BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), random.Next(3) switch { 0 => int.MaxValue, 1 => -1, _ => random.Next() });
    }
}
