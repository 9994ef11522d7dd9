using System.Numerics;

namespace Rendering.AspNetCore.Tests;

/// <summary>Pesto's rules: what goes into a tag as it is.</summary>
public class TagOfValueTests
{
    public static TheoryData<object, string> AsItIs => new()
    {
        { 0, "0" },
        { -7, "-7" },
        { (byte)7, "7" },
        { long.MinValue, "-9223372036854775808" },
        { ulong.MaxValue, "18446744073709551615" },
        { Int128.MaxValue, "170141183460469231731687303715884105727" },
        { BigInteger.Pow(10, 40), "1" + new string('0', 40) },
        { 1.5, "1.5" },
        { 1e300, "1E+300" },
        { 1.50m, "1.50" },
        { double.NaN, "NaN" },
        { double.NegativeInfinity, "-Infinity" },
        { "r1089", "r1089" },
        { "", "" },
        { "2026-11-20T12:00:00Z", "2026-11-20T12:00:00Z" },
        { "a,b;c\\d", "a,b;c\\d" },
        { new string('x', 64), new string('x', 64) },
    };

    [Theory]
    [MemberData(nameof(AsItIs))]
    public void A_number_or_a_short_text_is_the_tag_as_it_is(object value, string opaque)
    {
        Assert.Equal(new EntityTag(opaque), EntityTag.For(value));
        Assert.Equal($"W/\"{opaque}\"", EntityTag.For(value, weak: true).ToString());
    }

    [Fact]
    public void Every_character_that_a_tag_allows_is_kept()
    {
        for (var c = '!'; c <= '~'; c++)
        {
            if (c != '"')
                Assert.Equal($"\"{c}\"", EntityTag.For(c.ToString()).ToString());
        }
    }

    [Fact]
    public void Numbers_do_not_follow_the_culture_of_the_request()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE") { NumberFormat = { NegativeSign = "\u2212" } };
        try
        {
            Assert.Equal("\"-1.5\"", EntityTag.For(-1.5).ToString());
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    public static TheoryData<object> NotAsItIs =>
    [
        new string('x', 65), BigInteger.Pow(10, 64), "two words", "quo\"te", "caf\u00e9", "tab\t", "a\r\nSet-Cookie: x=1", "\u0000", "\u007f",
        "\ud800", 'c', true, DayOfWeek.Friday, new DateTime(2026, 11, 20), Guid.Empty, new[] { 1, 2 }, new { A = 1 }, (1, 2),
    ];

    [Theory]
    [MemberData(nameof(NotAsItIs))]
    public void Anything_else_is_a_digest(object value)
    {
        var tag = EntityTag.For(value).ToString()!;
        Assert.Matches("^\"[A-Za-z0-9_-]{22}\"$", tag);
        Assert.Equal(tag, EntityTag.For(value).ToString());
    }

    [Fact]
    public void Nothing_names_no_version() => Assert.Null(EntityTag.For(null));

    [Fact]
    public void Nothing_the_user_gives_can_break_the_header()
    {
        var random = new Random(7);
        var tags = new Dictionary<string, string>();
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Create(random.Next(0, 80), random, static (span, r) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = r.Next(4) == 0 ? (char)r.Next(0x10000) : (char)r.Next(0x100);
            });
            object value = random.Next(3) switch
            {
                0 => text,
                1 => new Dictionary<string, object?> { [text] = text },
                _ => new { Text = text, Inner = new object?[] { text, null, text.Length } },
            };
            var header = EntityTag.For(value, weak: round % 2 == 0).ToString()!;
            Assert.DoesNotContain(header, c => c is <= ' ' or >= '\u007f');
            Assert.True(EntityTag.TryParse(header, out var back));
            Assert.Equal(header, back.ToString());
            Assert.Equal(2, header.Count(c => c == '"'));
            Assert.True(Microsoft.Net.Http.Headers.EntityTagHeaderValue.TryParse(header, out _));

            // Only the same value has the same tag.
            var described = $"{value.GetType().Name} {text}";
            Assert.Equal(described, tags.GetValueOrDefault(header, described));
            tags[header] = described;
        }
    }
}
