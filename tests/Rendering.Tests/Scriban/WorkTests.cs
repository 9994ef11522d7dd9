using Rendering.Tests.Support;

namespace Rendering.Tests.Scriban;

/// <summary>Promise 23: what expressions and functions make counts as memory, and what takes long as time, however it was called.</summary>
public sealed class WorkTests
{
    private static readonly TemplateLimits Small = new() { Steps = 5_000_000, MemoryBytes = 8 << 20, Time = TimeSpan.FromSeconds(1) };

    [Theory]
    // By a function that is called as a value, or with a list for its arguments.
    [InlineData("{{ f = @string.pad_left; o = {}; for i in 1..60; o[i] = f 'a' 1000000; end }}")]
    [InlineData("{{ o = {}; for i in 1..60; o[i] = string.pad_left ^['a', 1000000]; end }}")]
    [InlineData("{{ x = 1..60 | array.each @(do; ret 'a' | string.pad_left 1000000; end) }}")]
    // By operators and literals.
    [InlineData("{{ o = {}; a = 'x' * 1000000; for i in 1..60; o[i] = a + i; end }}")]
    [InlineData("{{ o = {}; a = 'x' * 1000000; for i in 1..60; o[i] = $'{a}{i}'; end }}")]
    [InlineData("{{ o = {}; for i in 1..60; o[i] = 'x' * 1000000; end }}")]
    [InlineData("{{ o = {}; a = 1..100000; for i in 1..60; o[i] = a << i; end }}")]
    [InlineData("{{ o = {}; for i in 1..60; o[i] = 100000..1; end }}")]
    [InlineData("{{ o = {}; for i in 1..60; a = []; a[100000] = 1; o[i] = a; end }}")]
    [InlineData("{{ o = {}; for i in 1..200000; o[i] = 1; end }}")]
    [InlineData("{{ o = {}; for i in 1..60; for j in 1..1000; o[i] = {a: o[i]}; end; end }}")]
    [InlineData("{{ f = do; ret $; end; o = {}; a = 1..100000; for i in 1..60; o[i] = f ^a; end }}")]
    // Large numbers.
    [InlineData("{{ x = 1 << 4096; for j in 1..5; x = x * x; end; o = {}; for i in 1..10000; o[i] = x + i; end }}")]
    [InlineData("{{ x = 1 << 4096; for j in 1..5; x = x * x; end; o = {}; for i in 1..10000; o[i] = -x; end }}")]
    [InlineData("{{ x = 1 << 4096; for j in 1..5; x = x * x; end; o = {}; for i in 1..10000; o[i] = x | math.abs; end }}")]
    [InlineData("{{ x = 1; for i in 1..20000; x = x << 4096; end }}")]
    // Parsed and captured.
    [InlineData("{{ b = '[' + ('1,' * 100000) + '1]'; o = {}; for i in 1..60; o[i] = b | object.from_json; end }}")]
    [InlineData("{{ o = {}; for i in 1..60; capture c; 'x' * 1000000; end; o[i] = c; end }}")]
    [InlineData("{{ ('a' * 1000000) | regex.matches 'a' | array.size }}")]
    [InlineData("{{ ('a' * 1000000) | regex.split '' | array.size }}")]
    public Task What_is_made_counts_as_memory(string text) => EndsInAnErrorAsync(text, Small with { Time = TimeSpan.FromSeconds(20), Steps = 100_000_000 });

    [Theory]
    [InlineData("{{ x = '' * 2147483647 }}")]
    [InlineData("{{ while true; x = '' * 2147483647; end }}")]
    [InlineData("{{ l = 1..20000 | array.each @(do; ret $0 * 4294967297; end) | array.uniq }}")]
    [InlineData("{{ t = (('a' * 17) + '!') * 4000; t | regex.matches '(a+)+$|!' | array.size }}")]
    [InlineData("{{ while true; ('a' * 17) + '!' | regex.match '^(a+)+$'; end }}")]
    [InlineData("{{ ('a' * 1000000) | regex.replace '.+' ('$0' * 10000) }}")]
    [InlineData("{{ l = 1..1000000; for i in 1..2000; s = l | string.size; end }}")]
    [InlineData("{{ l = 1..1000000; for i in 1..2000; s = l == 'a'; end }}")]
    [InlineData("{{ x = 1 << 4096; for j in 1..5; x = x * x; end; for i in 1..1000000; y = (x * x) // (x + 1); end }}")]
    [InlineData("{{ x = ('1' * 5000000) | object.from_json }}")]
    [InlineData("{{ x = 'a' * 8000000; z = 'a' * 7999999 + 'b'; while true; y = x == z; end }}")]
    [InlineData("{{ h = {}; for i in 1..30000; h[i] = i; end; while true; for c in h; break; end; end }}")]
    [InlineData("{{ h = {}; for i in 1..30000; h[i] = i; end; while true; k = h | object.keys | array.first; end }}")]
    [InlineData("{{ while true; for c in s; break; end; end }}")]
    public async Task What_takes_long_ends_in_time(string text)
    {
        var started = TimeProvider.System.GetTimestamp();
        // A text that repeats nothing is no error, if only it is quick.
        await EndsInAnErrorAsync(text, Small, mayRender: text.Contains("{{ x = '' *", StringComparison.Ordinal) || text.Contains("object.from_json", StringComparison.Ordinal));
        // What was not bounded took from half a minute to hours.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("{{ for x in rows; x.n; end }}", "page.scriban")]
    [InlineData("{% for x in rows %}{{ x.n }}{% endfor %}", "page.liquid")]
    public async Task A_long_list_of_JSON_is_gone_through_once(string text, string name)
    {
        using var json = System.Text.Json.JsonDocument.Parse("{\"rows\":[" + string.Join(',', Enumerable.Repeat("{\"n\":1}", 200_000)) + "]}");
        var site = new Site(static options => (options.Time, options.Limits) = (TimeProvider.System, new TemplateLimits { Time = TimeSpan.FromSeconds(10) }), (name, text));
        Assert.Equal(200_000, (await site.RenderAsync(name, json.RootElement)).Length);
    }

    [Theory]
    [InlineData("{{ ('ab ' * 200000) | string.replace 'y' ('z' * 200) | string.size }}", "600000")]
    [InlineData("{{ ('ab ' * 1000000) | html.newline_to_br | string.size }}", "3000000")]
    [InlineData("{{ o = {}; for i in 1..10000; o[i] = {name: 'Product ' + i, tags: ['a', 'b']}; end; o | object.size }}", "10000")]
    public async Task What_is_honest_meets_no_bound(string text, string expected) => Assert.Equal(expected, await new Site(("page.scriban", text)).RenderAsync("page.scriban"));

    private static async Task EndsInAnErrorAsync(string text, TemplateLimits limits, bool mayRender = false)
    {
        var site = new Site(options => (options.Limits, options.Time) = (limits, TimeProvider.System), ("page.scriban", text));
        var error = await Record.ExceptionAsync(() => site.RenderAsync("page.scriban", new { s = new string('x', 1_000_000) }));
        if (error is null && mayRender) return;
        Assert.True(error is LimitException or TemplateRenderException { InnerException: null }, $"{error}");
    }
}
