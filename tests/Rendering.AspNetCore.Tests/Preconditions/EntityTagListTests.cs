using System.Text;

namespace Rendering.AspNetCore.Tests;

public class EntityTagListTests
{
    [Theory]
    [InlineData("\"a\"", "a")]
    [InlineData("\"a\", W/\"b\" ,\"c\"", "a|~b|c")]
    [InlineData("\"a,b\",\"c\"", "a,b|c")]
    [InlineData("W/\"a, b\", \"c\"", "c")] // a space is no etagc: the member goes, commas and all
    [InlineData(",, \"a\" ,\t, \"b\",", "a|b")]
    [InlineData("bogus, \"a\"", "a")]
    [InlineData("\"a\", bogus, \"b\"", "a|b")]
    [InlineData("\"open, \"a\", \"b\"", "a|b")]
    [InlineData("\"a\", \"open", "a")]
    [InlineData("\"x y,z\", \"a\"", "a")]
    [InlineData("w/\"a\", \"b\"", "b")]
    [InlineData("W/, W, /, \"a\"", "a")]
    [InlineData("\"a\" \"b\", \"c\"", "c")]
    [InlineData("\"a\"b, \"c\"", "c")]
    [InlineData("*, \"a\"", "a")]
    [InlineData("\"\", \"a\"", "|a")]
    [InlineData("", "-")]
    [InlineData(" , ,", "-")]
    [InlineData("bogus", "-")]
    public void A_malformed_member_is_skipped_and_the_reading_goes_on(string list, string expected) =>
        Assert.Equal(expected, Read(list));

    [Fact]
    public void What_well_formed_members_say_survives_any_rubbish_between_them()
    {
        var random = new Random(20261120);
        const string rubbish = "abc W/*;=\\\t\u00e9\u0001";
        for (var round = 0; round < 5_000; round++)
        {
            var header = new StringBuilder();
            var expected = new List<string>();
            for (var member = random.Next(0, 8); member > 0; member--)
            {
                if (random.Next(2) == 0)
                {
                    var opaque = Text(random, "abcXYZ,,;!#\\/*é", random.Next(0, 10));
                    var weak = random.Next(2) == 0;
                    expected.Add(weak ? "~" + opaque : opaque);
                    header.Append(weak ? "W/" : "").Append('"').Append(opaque).Append('"');
                }
                else
                {
                    header.Append(Text(random, rubbish, random.Next(0, 10)));
                }

                header.Append(Text(random, " \t", random.Next(0, 3))).Append(',').Append(Text(random, " \t", random.Next(0, 3)));
            }

            Assert.Equal(expected.Count == 0 ? "-" : string.Join('|', expected), Read(header.ToString()));
        }
    }

    [Fact]
    public void Any_header_is_read_to_its_end_in_linear_time()
    {
        var random = new Random(42);
        for (var round = 0; round < 20_000; round++)
            Read(Text(random, "\"\"\",,W/ ab\u00ff\u0000", random.Next(0, 40)));
        foreach (var hostile in new[] { "\"", ",", "\",", "\"a, ", "W/", "W/\"", "\" \"", "\"\"x" })
            Read(string.Concat(Enumerable.Repeat(hostile, 200_000)));
    }

    private static string Text(Random random, string alphabet, int length) =>
        string.Create(length, (random, alphabet), static (span, s) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = s.alphabet[s.random.Next(s.alphabet.Length)];
        });

    private static string Read(string list)
    {
        var reader = new EntityTagReader(list);
        var members = new List<string>();
        while (reader.Read(out var weak, out var opaque))
            members.Add((weak ? "~" : "") + opaque.ToString());
        return members.Count == 0 ? "-" : string.Join('|', members);
    }
}
