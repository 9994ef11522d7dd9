using Rendering.Tests.Support;

namespace Rendering.Tests.Scriban;

/// <summary>Promise 23: a template cannot crash, hang or exhaust the process.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("{{ while true; end }}")]
    [InlineData("{{ while true }}x{{ end }}")]
    [InlineData("{{ for i in 1..9999999999; end }}")]
    [InlineData("{{ for i in 9999999999..1; end }}")]
    [InlineData("{{ 1..9999999999 | array.size }}")]
    [InlineData("{{ 1..9999999999 }}")]
    [InlineData("{{ x = 'x' * 9999999999 }}")]
    [InlineData("{{ x = 'x'; while true; x = x + x; end }}")]
    [InlineData("{{ x = [1]; while true; x = array.concat x x; end }}")]
    [InlineData("{{ x = []; x[99999999] = 1 }}")]
    [InlineData("{{ x = 2; while true; x = x * x; end }}")]
    [InlineData("{{ x = 1 << 99999999 }}")]
    [InlineData("{{ x = ''; for i in 1..1000; x = x + ('y' * 100000); end; for i in 1..100000; z = x + i; end }}")]
    [InlineData("{{ x = [1]; for i in 1..40; x = [x, x]; end; x }}")]
    [InlineData("{{ func f; f; end; f }}")]
    [InlineData("{{ func f; ret f + 1; end; f }}")]
    [InlineData("{{ func f; g; end; func g; f; end; f }}")]
    [InlineData("{{ f = do; f; end; f }}")]
    [InlineData("{{ func f; wrap g; f; end; end; func g; $$; end; f }}")]
    [InlineData("{{ func f; ret [1] | array.each @f; end; f }}")]
    [InlineData("{{ include 'page' }}")]
    [InlineData("{{ x = include 'page' }}")]
    [InlineData("{{ 'a' | string.pad_left 999999999 }}")]
    [InlineData("{{ 1 | math.format 'N999999999' }}")]
    [InlineData("{{ ('a' * 40) + '!' | regex.match '^(a+)+$' }}")]
    [InlineData("{{ func f; ret f + 1; end; f(f(f)) }}")]
    public async Task What_never_ends_or_grows_for_ever_is_an_error(string text)
    {
        var site = new Site(options => options.Limits = new TemplateLimits { Steps = 2_000_000, OutputBytes = 1 << 22, StringLength = 1 << 20, LoopLength = 100_000 }, ("page.scriban", text));
        Assert.IsAssignableFrom<TemplateException>(await Record.ExceptionAsync(() => site.RenderAsync("page.scriban")));
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("{a:", "1", "}")]
    [InlineData("-", "1", "")]
    [InlineData("!", "1", "")]
    [InlineData("1+", "1", "")]
    [InlineData("1..", "1", "")]
    [InlineData("1 ?? ", "1", "")]
    [InlineData("true ? 1 : ", "1", "")]
    [InlineData("true ? ", "1", " : 2")]
    [InlineData("f(", "1", ")")]
    [InlineData("", "a", ".b")]
    [InlineData("", "a", "?.b")]
    [InlineData("", "a", "[0]")]
    [InlineData("", "1", " | f")]
    [InlineData("", "1", " | object.typeof")]
    [InlineData("if true;", "1", ";end")]
    [InlineData("do;", "1", ";end")]
    [InlineData("x = do;", "1", "\nend")]
    [InlineData("for x in y;", "1", ";end")]
    [InlineData("case 1;when 1;", "1", ";end")]
    [InlineData("$'{", "1", "}'")]
    [InlineData("}}<% cache %>{{", "1", "}}<% endcache %>{{")]
    public async Task Depth_without_an_end_is_an_error_and_no_crash(string open, string middle, string close)
    {
        const int deep = 5_000;
        var text = string.Concat(Enumerable.Repeat(open, deep)) + middle + string.Concat(Enumerable.Repeat(close, deep));
        var error = await Record.ExceptionAsync(() => new Site(("page.scriban", "{{ " + text + " }}")).RenderAsync("page.scriban"));
        Assert.True(error is null or TemplateException, $"{error}");
        Assert.True(error is not null || open.Length + close.Length < 3, "it rendered");
    }

    [Fact]
    public async Task The_bounds_of_depth_do_not_multiply()
    {
        var text = "1";
        for (var i = 0; i < 90; i++) text = $"[{text}{string.Concat(Enumerable.Repeat("+1", 150))}]";
        await Assert.ThrowsAnyAsync<TemplateException>(() => new Site(("page.scriban", "{{ " + text + " }}")).RenderAsync("page.scriban"));
    }

    [Fact]
    public async Task A_long_list_of_values_is_honest() =>
        Assert.Equal("500", await new Site(("page.scriban", $"{{{{ [{string.Join(", ", Enumerable.Range(0, 500))}] | array.size }}}}")).RenderAsync("page.scriban"));

    [Fact]
    public async Task An_honest_page_of_many_rows_and_calls_renders()
    {
        var text = "{{ func row; ret '<' + $0 + '>'; end; for i in 1..10000; row i; end }}";
        var page = await new Site(static options => options.Escape = EscapeMode.Never, ("page.scriban", text)).RenderAsync("page.scriban");
        Assert.Equal(10000, page.Count(static c => c == '<'));
    }
}
