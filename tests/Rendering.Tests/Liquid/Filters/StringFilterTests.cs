namespace Rendering.Tests.Liquid.Filters;

public class StringFilterTests
{
    [Theory]
    [InlineData("append", "a", "b", "ab")]
    [InlineData("append", 1, 2, "12")]
    [InlineData("append", null, null, "")]
    [InlineData("append", "a", 5.0, "a5.0")]
    [InlineData("prepend", "b", "a", "ab")]
    [InlineData("prepend", null, "a", "a")]
    public void Joining(string filter, object? input, object? argument, string expected) => Assert.Equal(expected, Filter.Print(filter, input, argument));

    [Theory]
    [InlineData("strip", " \t\n\v\f\r\0a b \0", "a b")]
    [InlineData("strip", "\u00a0a\u00a0", "\u00a0a\u00a0")]
    [InlineData("strip", 5, "5")]
    [InlineData("lstrip", "  a ", "a ")]
    [InlineData("rstrip", "  a ", "  a")]
    [InlineData("squish", "  a \n\t b  c ", "a b c")]
    [InlineData("squish", "", "")]
    [InlineData("squish", null, "")]
    [InlineData("strip_newlines", "a\r\nb\nc\rd", "abc\rd")]
    [InlineData("newline_to_br", "a\r\nb\nc", "a<br />\nb<br />\nc")]
    public void White_space(string filter, object? input, string expected) => Assert.Equal(expected, Filter.Print(filter, input));

    [Theory]
    [InlineData("upcase", "straße ǆ ﬁ ſı", "STRASSE Ǆ FI SI")]
    [InlineData("downcase", "ÄÖÜ İ ΑΣ", "äöü i̇ ας")]
    [InlineData("capitalize", "éCOLE de", "École de")]
    [InlineData("capitalize", "ßA", "Ssa")]
    [InlineData("capitalize", "", "")]
    [InlineData("upcase", "a😀b", "A😀B")]
    [InlineData("upcase", null, "")]
    [InlineData("downcase", true, "true")]
    public void Case(string filter, object? input, string expected) =>
        // Ruby has no final sigma: it lowers each letter by itself.
        Assert.Equal(expected.Replace("ας", "ασ"), Filter.Print(filter, input));

    [Theory]
    [InlineData("a,b,,c,,", ",", "[\"a\", \"b\", \"\", \"c\"]")]
    [InlineData("  a \n b ", " ", "[\"a\", \"b\"]")]
    [InlineData("a😀b", "", "[\"a\", \"😀\", \"b\"]")]
    [InlineData("", ",", "[]")]
    [InlineData(",", ",", "[]")]
    [InlineData("abab", "b", "[\"a\", \"a\"]")]
    [InlineData(101, 0, "[\"1\", \"1\"]")]
    [InlineData("abc", null, "[\"a\", \"b\", \"c\"]")]
    public void Split(object? input, object? separator, string expected) =>
        Assert.Equal(expected, Rendering.Liquid.LiquidFormatter.Instance.ToText(Filter.Run("split", input, separator)));

    [Theory]
    [InlineData("replace", "a-b-c", "-", "+", "a+b+c")]
    [InlineData("replace", "abc", "", "-", "-a-b-c-")]
    [InlineData("replace", "a😀", "", ".", ".a.😀.")]
    [InlineData("replace", "1231", 1, 2, "2232")]
    [InlineData("replace", "a.b", ".", "\\0\\0", "a..b")]
    [InlineData("replace", "xay", "a", "[\\`|\\'|\\1|\\\\]", "x[x|y||\\]y")]
    [InlineData("replace", "xay", "a", "\\q", "x\\qy")]
    [InlineData("replace_first", "aa", "a", "b", "ba")]
    [InlineData("replace_first", "aa", "a", "\\&\\&", "aaa")]
    [InlineData("replace_first", "aa", "", "b", "baa")]
    [InlineData("replace_last", "aa", "a", "b", "ab")]
    [InlineData("replace_last", "aa", "", "b", "aab")]
    [InlineData("replace_last", "aa", "a", "\\0", "a\\0")]
    public void Replacing(string filter, object? input, object? what, object? with, string expected) =>
        Assert.Equal(expected, Filter.Print(filter, input, what, with));

    [Theory]
    [InlineData("remove", "a-b-c", "-", "abc")]
    [InlineData("remove", "abc", "", "abc")]
    [InlineData("remove_first", "a-b-c", "-", "ab-c")]
    [InlineData("remove_last", "a-b-c", "-", "a-bc")]
    [InlineData("remove_last", "abc", "x", "abc")]
    public void Removing(string filter, object? input, object? what, string expected) => Assert.Equal(expected, Filter.Print(filter, input, what));

    [Fact]
    public void A_replacement_that_names_a_group_is_refused() =>
        Assert.Equal("internal", Assert.ThrowsAny<TemplateException>(() => Filter.Run("replace", "a", "a", "\\k<x>")).Problem);

    [Theory]
    [InlineData("url_encode", "a b&c=ü/~*'", "a+b%26c%3D%C3%BC%2F~%2A%27")]
    [InlineData("url_encode", null, "")]
    [InlineData("url_decode", "a+b%26c%3d%C3%BC", "a b&c=ü")]
    [InlineData("url_decode", "100%", "100%")]
    [InlineData("url_decode", "%4", "%4")]
    [InlineData("base64_encode", "one two ü?>", "b25lIHR3byDDvD8+")]
    [InlineData("base64_url_safe_encode", "one two ü?>", "b25lIHR3byDDvD8-")]
    [InlineData("base64_decode", "b25lIHR3byDDvD8+", "one two ü?>")]
    [InlineData("base64_url_safe_decode", "b25lIHR3byDDvD8-", "one two ü?>")]
    [InlineData("base64_url_safe_decode", "YQ", "a")]
    [InlineData("base64_decode", "", "")]
    public void Encodings(string filter, object? input, string expected) => Assert.Equal(expected, Filter.Print(filter, input));

    [Theory]
    [InlineData("url_decode", "%ff", "invalid byte sequence in UTF-8")]
    [InlineData("base64_decode", "YQ", "invalid base64 provided to base64_decode")]
    [InlineData("base64_decode", "Y Q=", "invalid base64 provided to base64_decode")]
    [InlineData("base64_url_safe_decode", "!!!!", "invalid base64 provided to base64_url_safe_decode")]
    public void Refused_encodings(string filter, string input, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<TemplateException>(() => Filter.Run(filter, input)).Problem);
}
