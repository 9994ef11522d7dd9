using Rendering.Values;

namespace Rendering.Tests.Liquid.Filters;

public class HtmlFilterTests
{
    private static readonly TestFilterContext Escaping = new() { EscapesOverride = true };

    [Theory]
    [InlineData("escape", "<a href='x'>\"&amp;\"</a>", "&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;&quot;&lt;/a&gt;")]
    [InlineData("h", "<", "&lt;")]
    [InlineData("escape", null, "")]
    [InlineData("escape_once", "1 < 2 & 3 &amp; &#39; &#x27; &a1; &;", "1 &lt; 2 &amp; 3 &amp; &#39; &amp;#x27; &amp;a1; &amp;;")]
    [InlineData("strip_html", "<b class='x'>a</b><br/>c", "ac")]
    [InlineData("strip_html", "a<script>b</script>c<style x>d</style>e<!-- f\n<b> -->g", "aceg")]
    [InlineData("strip_html", "a<script>b", "ab")]
    [InlineData("strip_html", "1 < 2", "1 < 2")]
    [InlineData("strip_html", "<\nmulti\n>x", "x")]
    [InlineData("raw", "<b>", "<b>")]
    public void Without_escaping_results_are_those_of_Ruby(string filter, object? input, string expected) => Assert.Equal(expected, Filter.Print(filter, input));

    [Theory]
    [InlineData("escape", "<", "&lt;")]
    [InlineData("escape_once", "&lt;<", "&lt;&lt;")]
    [InlineData("raw", "<b>", "<b>")]
    [InlineData("newline_to_br", "<\n", "&lt;<br />\n")]
    [InlineData("upcase", "<b>", "&lt;B&gt;")]
    [InlineData("append", "<b>", "&lt;b&gt;!")]
    public void Escaped_output_escapes_once(string filter, string input, string expected) =>
        Assert.Equal(expected, filter == "append" ? Filter.Print(Escaping, filter, input, "!") : Filter.Print(Escaping, filter, input));

    [Theory]
    [InlineData("strip", " <b> ", "<b>")]
    [InlineData("squish", " <b>  x", "<b> x")]
    [InlineData("strip_newlines", "<b>\n</b>", "<b></b>")]
    [InlineData("newline_to_br", "<b>\n", "<b><br />\n")]
    [InlineData("truncate", "<b>", "&lt;b&gt;")]
    [InlineData("strip_html", "<b>&lt;i&gt;</b>", "&amp;lt;i&amp;gt;")]
    [InlineData("upcase", "<b>", "&lt;B&gt;")]
    [InlineData("base64_decode", "PGI+", "&lt;b&gt;")]
    [InlineData("escape", "<b>", "&lt;b&gt;")]
    public void Markup_stays_markup_only_where_no_tag_can_come_to_be(string filter, string markup, string expected) =>
        Assert.Equal(expected, Filter.Print(Escaping, filter, Value.FromMarkup(markup)));

    [Fact]
    public void Joining_to_markup_escapes_the_plain_part()
    {
        var markup = Value.FromMarkup("<br>");
        Assert.Equal("<br>&lt;", Filter.Print(Escaping, "append", markup, "<"));
        Assert.Equal("&lt;<br>", Filter.Print(Escaping, "append", "<", markup));
        Assert.Equal("&lt;<br>", Filter.Print(Escaping, "prepend", markup, "<"));
        Assert.Equal("&amp;<br>&lt;", Filter.Print(Escaping, "join", new object[] { "&", "<" }, markup));
        Assert.Equal("&amp;, &lt;", Filter.Print(Escaping, "join", new object[] { "&", "<" }, ", "));
        Assert.True(Filter.Run(Escaping, "append", markup, "<").IsMarkup);
        Assert.Equal("<br><", Filter.Print("append", markup, "<"));
    }

    [Fact]
    public void Escape_once_is_idempotent()
    {
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var once = Filter.Print("escape_once", Noise.Text(random, "&<>\"'#;ampltx3 1"));
            Assert.Equal(once, Filter.Print("escape_once", once));
        }
    }

    [Fact]
    public void Stripping_html_that_never_closes_takes_linear_time()
    {
        var text = string.Concat(Enumerable.Repeat("<script<style<!--", 200_000));
        Assert.Equal(text, Filter.Print("strip_html", text));
    }
}
