namespace Rendering.AspNetCore.Tests;

public class EntityTagTests
{
    [Theory]
    [InlineData("\"xyzzy\"", "xyzzy", false)]
    [InlineData("W/\"xyzzy\"", "xyzzy", true)]
    [InlineData("\"\"", "", false)]
    [InlineData("  \"a,b\"\t", "a,b", false)]
    [InlineData("\"back\\slash\"", "back\\slash", false)]
    [InlineData("\"\u00e9\"", "\u00e9", false)]
    [InlineData("\"W/\"", "W/", false)]
    public void A_well_formed_tag_is_read(string text, string opaque, bool weak)
    {
        Assert.True(EntityTag.TryParse(text, out var tag));
        Assert.Equal((opaque, weak), (tag.Opaque, tag.IsWeak));
        Assert.Equal(text.Trim(), tag.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("xyzzy")]
    [InlineData("\"")]
    [InlineData("\"open")]
    [InlineData("open\"")]
    [InlineData("w/\"case\"")]
    [InlineData("W/")]
    [InlineData("W/ \"gap\"")]
    [InlineData("W\"slash\"")]
    [InlineData("\"a b\"")]
    [InlineData("\"a\u0001b\"")]
    [InlineData("\"a\u007fb\"")]
    [InlineData("\"a\"b\"")]
    [InlineData("\"a\", \"b\"")]
    [InlineData("*")]
    public void Anything_else_is_no_tag(string text)
    {
        Assert.False(EntityTag.TryParse(text, out var tag));
        Assert.Equal(default, tag);
    }

    // The four rows of RFC 9110, 8.8.3.2.
    [Theory]
    [InlineData("W/\"1\"", "W/\"1\"", false, true)]
    [InlineData("W/\"1\"", "W/\"2\"", false, false)]
    [InlineData("W/\"1\"", "\"1\"", false, true)]
    [InlineData("\"1\"", "\"1\"", true, true)]
    public void Tags_compare_as_the_standards_table_says(string left, string right, bool strongly, bool weakly)
    {
        Assert.True(EntityTag.TryParse(left, out var a));
        Assert.True(EntityTag.TryParse(right, out var b));
        Assert.Equal((strongly, weakly), (a.MatchesStrongly(b), a.MatchesWeakly(b)));
        Assert.Equal((strongly, weakly), (b.MatchesStrongly(a), b.MatchesWeakly(a)));
    }

    [Fact]
    public void Equality_compares_text_and_weakness()
    {
        Assert.True(new EntityTag("a") == new EntityTag("a"));
        Assert.True(new EntityTag("a") != new EntityTag("a", weak: true));
        Assert.False(new EntityTag("a").Equals((object)new EntityTag("A")));
        Assert.Equal(new EntityTag("a", true).GetHashCode(), new EntityTag("a", true).GetHashCode());
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("a\r\nSet-Cookie: x=1")]
    [InlineData("\u00e9")]
    [InlineData("\u007f")]
    public void A_tag_is_never_made_of_what_a_header_cannot_carry(string opaque) =>
        Assert.Throws<ArgumentException>(() => new EntityTag(opaque));
}
