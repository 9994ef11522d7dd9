using System.Globalization;

namespace Caching.Tests.Entries;

public sealed class CacheKeyTests
{
    private static readonly Guid SomeGuid = new("00112233-4455-6677-8899-aabbccddeeff");

    public static readonly TheoryData<CacheKey, string> Forms = new()
    {
        { default, "n;" },
        { (string?)null, "n;" },
        { "", "s0:" },
        { "hello", "s5:hello" },
        { "s5:hello", "s8:s5:hello" },
        { 42, "i42;" },
        { 42L, "i42;" },
        { 42UL, "i42;" },
        { -1, "i-1;" },
        { long.MinValue, "i-9223372036854775808;" },
        { ulong.MaxValue, "i18446744073709551615;" },
        { 1.5, "d1.5;" },
        { 0.1f, "d0.10000000149011612;" },
        { double.NaN, "dNaN;" },
        { -0.0, "d-0;" },
        { double.MaxValue, "d1.7976931348623157E+308;" },
        { 1.50m, "m1.50;" },
        { decimal.MinValue, "m-79228162514264337593543950335;" },
        { true, "b1;" },
        { false, "b0;" },
        { SomeGuid, "g00112233445566778899aabbccddeeff;" },
        { new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-3)), "t2026-01-02T03:04:05.0000000-03:00;" },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "u2026-01-02T03:04:05.0000000Z;" },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified), "u2026-01-02T03:04:05.0000000;" },
        { new DateOnly(2026, 1, 2), "y2026-01-02;" },
        { new TimeOnly(3, 4, 5), "h03:04:05.0000000;" },
        { TimeSpan.FromMinutes(-90), "p-01:30:00;" },
        { CacheKey.Of(), "" },
        { CacheKey.Of(1), "i1;" },
        { CacheKey.Of(1, "a", default), "i1;s1:an;" },
        { CacheKey.Of(CacheKey.Of(1, 2), 3), "(i1;i2;)i3;" },
        { CacheKey.Of(CacheKey.Of(), CacheKey.Of()), "()()" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_key_has_this_form(CacheKey key, string encoded) => Assert.Equal(encoded, key.ToString());

    [Fact]
    public void The_form_does_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("ar-SA") { NumberFormat = { NegativeSign = "minus", NumberDecimalSeparator = "," } };
            Assert.Equal("i-1;d-1.5;m-1.5;y2026-01-02;", CacheKey.Of(-1, -1.5, -1.5m, new DateOnly(2026, 1, 2)).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(1000)]
    public void A_writer_grows_beyond_any_buffer(int room)
    {
        var writer = new CacheKeyWriter(new char[room]);
        writer.Add(new string('x', 100));
        for (var i = 0; i < 200; i++) writer.Add(i);
        writer.Add(decimal.MinValue);
        var expected = "s100:" + new string('x', 100) + string.Concat(Enumerable.Range(0, 200).Select(i => $"i{i};")) + $"m{decimal.MinValue};";
        Assert.Equal(expected, writer.Written.ToString());
        Assert.Equal(expected, writer.ToKey().ToString());
        writer.Dispose();
    }

    [Fact]
    public void Equality_is_that_of_the_form()
    {
        Assert.Equal((CacheKey)1, (CacheKey)1L);
        Assert.Equal(CacheKey.Of(1, "a"), CacheKey.Of(1, "a"));
        Assert.Equal(CacheKey.Of(1, "a").GetHashCode(), CacheKey.Of(1L, "a").GetHashCode());
        Assert.True((CacheKey)"1" != 1 && (CacheKey)"1" == "1");
        Assert.False(((CacheKey)1).Equals((object)"1"));
    }
}
