namespace Rendering.Tests.Scriban;

/// <summary>Errors by examples: where they are, and what they say.</summary>
public sealed class ErrorTests
{
    [Theory]
    [InlineData("a\n {{ nothing.x }}", "page.scriban(2,13) : error : Cannot get the member nothing.x for a null object.")]
    [InlineData("{{ x[0] }}", "page.scriban(1,4) : error : Object `x` is null. Cannot access indexer: x[0]")]
    [InlineData("{{ 5 | y }}", "page.scriban(1,8) : error : Pipe expression destination `y` is not a valid function ")]
    [InlineData("{{ y 1 }}", "page.scriban(1,4) : error : The function `y` was not found")]
    [InlineData("{{ 1 2 }}", "page.scriban(1,4) : error : Invalid target function `1` (int)")]
    [InlineData("{{ 1 + [] }}", "page.scriban(1,6) : error : The operator `+` is not supported between int and array")]
    [InlineData("{{ 1..'a' }}", "page.scriban(1,5) : error : Operator `..` is not supported on string objects")]
    [InlineData("{{ 1 + }}", "page.scriban(1,8) : error : Error while parsing binary expression: Expecting an <expression> to the right of the operator instead of `}}` in: <expression> operator <expression>")]
    [InlineData("{{ (1 }}", "page.scriban(1,7) : error : Unexpected token found `}}` while expecting `)`.")]
    [InlineData("{{ 1 = 2 }}", "page.scriban(1,4) : error : Unsupported target expression for assignment.")]
    [InlineData("{{ if x = 1 }}{{ end }}", "page.scriban(1,7) : error : Error while parsing assign expression: Expression is only allowed for a top level assignment in: <target_expression> = <value_expression>")]
    [InlineData("{{ end }}", "page.scriban(1,4) : error : Unexpected `end` without a statement before it that it could end.")]
    [InlineData("{{ break }}", "page.scriban(1,4) : error : The <break> statement can only be used inside for/while loops")]
    [InlineData("{{ for.index }}", "page.scriban(1,8) : error : Cannot get the member for.index for a null object.")]
    [InlineData("{{ for.bad }}", "page.scriban(1,4) : error : The loop variable <for.bad> is not supported")]
    [InlineData("{{ 'a }}", "page.scriban(1,4) : error : Unexpected end of file while parsing a string not terminated by a '")]
    [InlineData("{{ § }}", "page.scriban(1,4) : error : Unexpected character `§`")]
    [InlineData("{{ string.truncate 'a' }}", "page.scriban(1,4) : error : Invalid number of arguments `1` passed to `string.truncate` while expecting `2` to `3` arguments")]
    [InlineData("{{ 'a' | string.truncate lenght: 5 }}", "page.scriban(1,26) : error : The argument `lenght` does not exist for `string.truncate`. Did you mean 'length'?")]
    [InlineData("{{ func f(a, a); end }}", "page.scriban(1,14) : error : The parameter `a` is declared twice")]
    [InlineData("{{ func f(a); ret a; end }}{{ f }}", "page.scriban(1,31) : error : Invalid number of arguments `0` passed to `f` while expecting `1` arguments")]
    [InlineData("{{ 5 // 0 }}", "page.scriban(1,4) : error : Divided by zero")]
    [InlineData("<% cache expires: 5 %>x<% endcache %>", "page.scriban(1,10) : error : Unknown option 'expires' of cache; its options are key, expire, sliding, stale, tags, type, region, vary, version, if, unless, name and export. Did you mean 'expire'?")]
    [InlineData("<% cache %>x", "page.scriban(1,1) : error : <% cache %> is never closed. Close it with <% endcache %>")]
    [InlineData("{{ if true }}<% cache %>{{ end }}<% endcache %>", "page.scriban(1,28) : error : Unexpected `end` before <% endcache %>")]
    [InlineData("{{ o = {}; with o; a = 1; readonly a; end; o.a = 2 }}", "page.scriban(1,46) : error : Cannot set a value for the readonly member: a")]
    [InlineData("{{ x = 1 + 1e999m + 2 }}", "page.scriban(1,12) : error : The number `1e999m` is too large for a decimal")]
    [InlineData("{{ x = 1 + $\"a\\q\" + 2 }}", "page.scriban(1,12) : error : Unexpected escape character `q` in string. Only \\ ' \" { n r t 0 b v f u x are allowed")]
    [InlineData("{{ f 1 $'{ 2 + }' }}", "page.scriban(1,16) : error : Error while parsing binary expression: Expecting an <expression> to the right of the operator instead of `` in: <expression> operator <expression>")]
    [InlineData("{{ func f(ab, c = 2); end; f 1 cc: 2 }}", "page.scriban(1,28) : error : The argument `cc` does not exist for `f`. Did you mean 'c'?")]
    [InlineData("{{ (timespan.from_days 10000000) + (timespan.from_days 10000000) }}", "page.scriban(1,4) : error : The span of time is too long")]
    [InlineData("{{ (timespan.from_days (-10000000)) - (timespan.from_days 10000000) }}", "page.scriban(1,4) : error : The span of time is too long")]
    [InlineData("{{ 'a' | regex.match ('(a' * 20000) }}", "page.scriban(1,4) : error : The regular expression has more than 20,000 characters")]
    [InlineData("{{ for x in [1]; while.index; end }}", "page.scriban(1,24) : error : Cannot get the member while.index for a null object.")]
    public async Task It_says_what_is_wrong_and_where(string template, string expected) => Assert.Equal(expected, await ScribanPage.ErrorAsync(template));

    [Fact]
    public async Task An_error_in_a_function_is_in_the_template_of_the_function()
    {
        var site = ScribanPage.With("{{ include 'lib' }}\n{{ bad }}", ("lib.scriban", "\n{{ func bad }}{{ x.y }}{{ end }}"));
        var error = await Assert.ThrowsAsync<TemplateRenderException>(() => site.RenderAsync("page.scriban"));
        Assert.Equal(("lib.scriban", 2, 20), (error.Location!.Template, error.Location.Line, error.Location.Column));
    }
}
