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

    private const int CheckedFrom = 8;
    private static readonly EntrySeal Sum = EntrySeal.Checksum;
    private static readonly EntrySeal Signature = EntrySeal.Of("a secret");

    private static readonly StoredEntry Entry = With(Key);

    private static StoredEntry With(string key) => new(
        key,
        new(639_000_000_000_000_000, 639_000_000_500_000_000, 639_000_000_600_000_000, 639_000_000_660_000_000, 639_000_000_990_000_000, 0),
        639_000_000_000_000_000, 7, ["red", "blü"], [0x0102030405060708, ulong.MaxValue, 0, 1, 2, 3, 4, 5], Json.Form);

    public static TheoryData<string?> Secrets => [null, "a secret"];

    // Bytes of this version as they were first written. They must be read for ever, or the version must change.
    private const string Version2 =
        "43414502820CE0A90080794B1D2FDE0800E546691D2FDE0800C63C6F1D2FDE08004DD0721D2FDE0880B37B861D2FDE08" +
        "00000000000000000080794B1D2FDE08070000000000000009000000730032003A006E007300730031003A006B001200" +
        "00006A0073006F006E002000530079007300740065006D002E0053007400720069006E00670002000000030000007200" +
        "650064000300000062006C00FC000807060504030201FFFFFFFFFFFFFFFF000000000000000001000000000000000200" +
        "000000000000030000000000000004000000000000000500000000000000070000002276616C756522";

    [Fact]
    public void What_was_written_is_read()
    {
        var bytes = StoredBytes.Write(Entry, "välue", Json, Sum);
        Assert.Null(StoredBytes.TryRead(bytes, Key, Sum, out var entry, out var value));
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
            new StoredEntry(Key, new(0, freshUntil, freshUntil, staleUntil, staleUntil, sliding), 0, 0, [], [0, 0, 0, 0], "").KeepFor(DateTimeOffset.MinValue);
    }

    [Fact]
    public void Bytes_that_name_an_instant_that_does_not_exist_are_a_miss()
    {
        var last = DateTime.MaxValue.Ticks;
        StoredEntry entry = new(Key, new(0, Lifetime.Never, Lifetime.Never, Lifetime.Never, Lifetime.Never, 1), last, 0, [], [0, 0, 0, 0], Json.Form);
        Assert.Equal("malformed", StoredBytes.TryRead(StoredBytes.Write(entry, "value", Json, Sum), Key, Sum, out _, out _));
    }

    [Fact]
    public void Bytes_of_another_key_are_a_miss()
    {
        var bytes = StoredBytes.Write(Entry, "value", Json, Sum);
        Assert.Equal("of another key", StoredBytes.TryRead(bytes, "s2:nss1:l", Sum, out _, out _));
        Assert.Equal("of another key", StoredBytes.TryRead(bytes, Key + "x", Sum, out _, out _));
    }

    [Fact]
    public void Bytes_that_are_truncated_anywhere_are_a_miss()
    {
        var bytes = StoredBytes.Write(Entry, "value", Json, Sum);
        for (var length = 0; length < bytes.Length; length++)
            Assert.NotNull(StoredBytes.TryRead(bytes.AsSpan(0, length), Key, Sum, out _, out _));
    }

    [Fact]
    public void Bytes_with_any_one_bit_changed_are_a_miss()
    {
        var bytes = StoredBytes.Write(Entry, "value", Json, Sum);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotNull(StoredBytes.TryRead(bytes, Key, Sum, out _, out _));
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
        var good = StoredBytes.Write(Entry, "value", Json, Sum);
        for (var i = 0; i < 40_000; i++)
        {
            var bytes = good[..random.Next(CheckedFrom, good.Length + 1)];
            for (var n = random.Next(4); n > 0 && bytes.Length > CheckedFrom; n--) Mutate(random, bytes);
            if (StoredBytes.TryRead(StoredBytes.Sealed(bytes, Sum), Key, Sum, out var entry, out var value) is not null) continue;
            Assert.Equal(2 * (entry!.Tags.Count + 2), entry.Epochs.Length);
            Assert.True(value.GetOffsetAndLength(bytes.Length).Length <= bytes.Length);
            _ = (entry.Created, entry.FreshUntil, entry.StaleUntil, entry.KeepFor(DateTimeOffset.UnixEpoch), entry.StateAt(0));
        }
    }

    [Fact]
    public void Foreign_bytes_are_a_miss()
    {
        var random = new Random(4);
        Assert.NotNull(StoredBytes.TryRead([], Key, Sum, out _, out _));
        Assert.NotNull(StoredBytes.TryRead(Encoding.UTF8.GetBytes("<html>somebody else's page</html>"), Key, Sum, out _, out _));
        var bytes = new byte[300];
        for (var i = 0; i < 10_000; i++)
        {
            random.NextBytes(bytes);
            Assert.NotNull(StoredBytes.TryRead(bytes, Key, Sum, out _, out _));
        }
    }

    [Fact]
    public void Bytes_of_another_format_version_are_a_miss()
    {
        var bytes = StoredBytes.Write(Entry, "value", Json, Sum);
        bytes[3] = 1;
        Assert.StartsWith("of another format version", StoredBytes.TryRead(StoredBytes.Sealed(bytes, Sum), Key, Sum, out _, out _));
    }

    [Fact]
    public void Bytes_of_version_2_are_written_and_read_as_ever()
    {
        Assert.Equal(Version2, Convert.ToHexString(StoredBytes.Write(Entry, "value", Json, Sum)));
        var bytes = Convert.FromHexString(Version2);
        Assert.Null(StoredBytes.TryRead(bytes, Key, Sum, out var entry, out var value));
        Assert.Equal("value", Json.Read(bytes.AsSpan()[value]));
        Assert.Equal(["red", "blü"], entry!.Tags);
    }

    [Fact]
    public void A_key_that_is_no_valid_unicode_is_kept_whole()
    {
        var bytes = StoredBytes.Write(With("s1:\ud800"), "value", Json, Sum);
        Assert.Null(StoredBytes.TryRead(bytes, "s1:\ud800", Sum, out _, out _));
        Assert.NotNull(StoredBytes.TryRead(bytes, "s1:\ud801", Sum, out _, out _));
    }

    [Fact]
    public void What_was_signed_is_read_with_its_secret_alone()
    {
        var bytes = StoredBytes.Write(Entry, "value", Json, Signature);
        Assert.Null(StoredBytes.TryRead(bytes, Key, Signature, out _, out _));
        Assert.NotNull(StoredBytes.TryRead(bytes, Key, EntrySeal.Of("another secret"), out _, out _));
        Assert.NotNull(StoredBytes.TryRead(bytes, Key, Sum, out _, out _));
        Assert.NotNull(StoredBytes.TryRead(StoredBytes.Write(Entry, "value", Json, Sum), Key, Signature, out _, out _));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotNull(StoredBytes.TryRead(bytes, Key, Signature, out _, out _));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Who_sweeps_reads_what_was_signed_without_the_secret()
    {
        Assert.Null(StoredBytes.TryReadAny(StoredBytes.Write(Entry, "value", Json, Signature), out var key, out var entry));
        Assert.Equal((Key, Entry.Lifetime), (key, entry!.Lifetime));
    }

    [Theory]
    [MemberData(nameof(Secrets))]
    public void Retimed_bytes_hold_the_same_value_with_other_times(string? secret)
    {
        var seal = EntrySeal.Of(secret);
        var ended = Entry.With(Entry.Lifetime.EndedAt(639_000_000_100_000_000), 639_000_000_050_000_000);
        var bytes = StoredBytes.Retimed(StoredBytes.Write(Entry, "value", Json, seal), ended, seal);
        Assert.Null(StoredBytes.TryRead(bytes, Key, seal, out var entry, out var value));
        Assert.Equal((ended.Lifetime, ended.Accessed), (entry!.Lifetime, entry.Accessed));
        Assert.Equal("value", Json.Read(bytes.AsSpan()[value]));
    }

    [Fact]
    public void The_checksum_is_crc_32c() => Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));

    private static void Mutate(Random random, byte[] bytes)
    {
        var at = random.Next(CheckedFrom, bytes.Length);
        if (random.Next(2) == 0 || bytes.Length - at < sizeof(int)) bytes[at] = (byte)random.Next(256);
        else BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), random.Next(3) switch { 0 => int.MaxValue, 1 => -1, _ => random.Next() });
    }
}
