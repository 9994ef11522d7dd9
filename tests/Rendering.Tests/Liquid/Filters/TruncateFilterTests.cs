namespace Rendering.Tests.Liquid.Filters;

public class TruncateFilterTests
{
    [Theory]
    [InlineData("1234567890", 7, "...", "1234...")]
    [InlineData("1234567", 7, "...", "1234567")]
    [InlineData("1234567890", 0, "...", "...")]
    [InlineData("1234567890", -5, "...", "...")]
    [InlineData("", -1, "...", "...")]
    [InlineData("1234567890", 1, "", "1")]
    [InlineData("1234567890", "5", "..", "123..")]
    [InlineData("😀😀😀😀", 3, ".", "😀😀.")]
    [InlineData("😀😀😀", 3, ".", "😀😀😀")]
    [InlineData("a😀b😀", 3, "😀", "a😀😀")]
    [InlineData(12345, 3, 1, "121")]
    [InlineData(null, 3, "...", "")]
    [InlineData("abc", 99999999999999999999.0, null, "!invalid integer")]
    [InlineData("abc", "99999999999999999999", null, "abc")]
    [InlineData("abc", 2.5, null, "!invalid integer")]
    [InlineData("abc", null, null, "!invalid integer")]
    [InlineData("abc", "1_0", null, "abc")]
    [InlineData("abcdefghi", "0x4", ".", "abc.")]
    public void Truncate(object? input, object? length, object? ellipsis, string expected)
    {
        if (expected.StartsWith('!'))
            Assert.Equal(expected[1..], Assert.ThrowsAny<TemplateException>(() => Filter.Run("truncate", input, length, ellipsis)).Problem);
        else
            Assert.Equal(expected, Filter.Print("truncate", input, length, ellipsis));
    }

    [Fact]
    public void By_default_fifty_characters_with_three_dots() =>
        Assert.Equal(new string('x', 47) + "...", Filter.Print("truncate", new string('x', 51)));

    [Fact]
    public void A_constant_length_that_is_none_is_reported_when_it_is_used() =>
        Assert.Null(Filter.Named("truncate").Bind!([Rendering.Values.Value.FromString("x")]));

    [Theory]
    [InlineData("one two three", 2, "one two...")]
    [InlineData("one  two\nthree", 2, "one two...")]
    [InlineData("one two", 2, "one two")]
    [InlineData("one two ", 2, "one two...")]
    [InlineData("  one", 1, "  one")]
    [InlineData("one two", 0, "one...")]
    [InlineData("one two", -9, "one...")]
    [InlineData("one two", "123456789012345678901234567890", "one two")]
    [InlineData("", 1, "")]
    public void Truncatewords(string input, object? words, string expected) => Assert.Equal(expected, Filter.Print("truncatewords", input, words));

    [Fact]
    public void Truncatewords_takes_an_ellipsis() => Assert.Equal("one, more", Filter.Print("truncatewords", "one two", 1, ", more"));
}
