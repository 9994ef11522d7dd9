using Rendering.Liquid;
using Rendering.Tests.Support;

namespace Rendering.Tests.Limits;

/// <summary>Promise 23: what a template puts into a tag takes time in proportion to its length, and fails as an error of the library.</summary>
public sealed class ParseTests
{
    // Long enough that what takes the square of it does not end within a run of the tests.
    private const int Many = 30_000;

    public static TheoryData<string, string> Long()
    {
        string[] runs = ["a", " ", "=", "'", "\"", "'\"", "a.", "a-", "(", ")", "[a]", "a'", "a,", "a ", " and ", "and ", "|", ": ", "a:", "(a)", "..", "!", "or1 ", "'a' ", "\u00e9"];
        var cases = new TheoryData<string, string>();
        foreach (var tag in (string[])["assign", "if", "elsif", "case", "when", "for", "tablerow", "cycle", "capture", "include", "render", "echo", "cache"])
            foreach (var run in runs) cases.Add(tag, run);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Long))]
    public async Task A_tag_of_any_length_is_parsed_at_once_or_is_an_error_with_a_position(string tag, string run)
    {
        var markup = string.Concat(Enumerable.Repeat(run, Many / run.Length));
        var text = tag switch
        {
            "elsif" => "{% if a %}{% elsif " + markup + " %}{% endif %}",
            "when" => "{% case a %}{% when " + markup + " %}{% endcase %}",
            "for" or "tablerow" => "{% " + tag + " " + markup + " in " + markup + " %}{% end" + tag + " %}",
            "assign" or "echo" or "cycle" or "include" or "render" => "{% " + tag + " " + markup + " %}{{ " + markup + " }}",
            _ => "{% " + tag + " " + markup + " %}{% end" + tag + " %}",
        };
        foreach (var mode in (LiquidMode[])[LiquidMode.Lax, LiquidMode.Strict2])
        {
            var site = new Site(options => options.Liquid.Mode = mode, ("page", text));
            if (await Record.ExceptionAsync(() => site.RenderAsync("page", new { a = 1 })) is { } error)
                Assert.NotNull(Assert.IsAssignableFrom<TemplateException>(error).Location);
        }
    }

    [Theory]
    [InlineData("{% assign junk ! x = 1 %}{{ x }}")]
    [InlineData("{% assign junk x = 1 %}{{ x }}")]
    [InlineData("{% assign 'a' x = 1 %}{{ x }}")]
    public async Task Nothing_stands_before_the_name_of_an_assignment_but_in_the_lax_grammar(string text)
    {
        var error = await Assert.ThrowsAsync<TemplateSyntaxException>(() => Site.OnceAsync(text));
        Assert.Contains("Syntax Error in 'assign' - Valid syntax: assign [var] = [source]", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", await new Site(options => options.Liquid.Mode = LiquidMode.Lax, ("page", text)).RenderAsync("page"));
    }

    [Theory]
    [InlineData("a = 1", "1")]
    [InlineData("= a = 1", "1")]
    [InlineData("  a  =  1  ", "1")]
    [InlineData("(a)(b) = 1", "")]
    [InlineData("b (a = 1", "")]
    [InlineData("a = 1 = 2", "1")]
    public async Task The_lax_grammar_finds_the_first_target_of_an_assignment(string markup, string expected) =>
        Assert.Equal(expected, await new Site(options => options.Liquid.Mode = LiquidMode.Lax, ("page", "{% assign " + markup + " %}{{ a }}")).RenderAsync("page"));

    [Theory]
    [InlineData("a and b", "a |and |b")]
    [InlineData("a == 'x and y' or c", "a == 'x and y' |or |c")]
    [InlineData("a  and  b", "a  |and|  b")]
    [InlineData("android or order", "android |or |order")]
    [InlineData("a and", "a |and")]
    [InlineData("  a, b|c  ", "  a, b|c  ")]
    [InlineData("'a'and'b'", "'a'|and|'b'")]
    [InlineData("a \"open and b", "a \"open |and |b")]
    [InlineData("", "")]
    public void A_condition_is_cut_at_the_words_that_join(string text, string parts) =>
        Assert.Equal(parts.Split('|', StringSplitOptions.None) is var expected && parts.Contains("b|c", StringComparison.Ordinal) ? [parts] : expected.Where(static p => p.Length > 0),
            Rendering.Liquid.Parsing.ConditionParts.Of(text));
}
