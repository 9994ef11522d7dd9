using Rendering.Tests.Support;

namespace Rendering.Tests.Limits;

/// <summary>Promise 23: a template cannot crash, hang or exhaust the process, by bounds that an honest page does not meet.</summary>
public sealed class LimitTests
{
    private const int Many = 100_000;

    // Long, not deep: enough to show what takes the square of it.
    private const int Long = 20_000;

    public static TheoryData<string, string> Deep => new()
    {
        { "if", Repeat("{% if true %}", Many) + "x" + Repeat("{% endif %}", Many) },
        { "unless", Repeat("{% unless false %}", Many) },
        { "for", Repeat("{% for i in (1..2) %}", Many) + Repeat("{% endfor %}", Many) },
        { "case", Repeat("{% case 1 %}{% when 1 %}", Many) },
        { "capture", Repeat("{% capture a %}", Many) + Repeat("{% endcapture %}", Many) },
        { "cache", Repeat("<% cache %>", Many) + Repeat("<% endcache %>", Many) },
        { "section", Repeat("{% section a %}", Many) },
        { "ifchanged", Repeat("{% ifchanged %}", Many) },
        { "tablerow", Repeat("{% tablerow i in (1..2) %}", Many) },
        { "comment", Repeat("{% comment %}", Many) },
        { "liquid", "{% liquid " + Repeat("liquid ", Many) + "assign x = 1 %}" },
        { "liquid lines", "{% liquid\n" + Repeat("if true\n", Many) + " %}" },
        { "parentheses", "{{ " + Repeat("(", Many) + "1..2" + Repeat(")", Many) + " }}" },
        { "ranges", "{{ " + Repeat("(1..", Many) + "1" + Repeat(")", Many) + " }}" },
        { "brackets", "{{ a" + Repeat("[a", Many) + Repeat("]", Many) + " }}" },
        { "bare brackets", "{{ " + Repeat("[", Many) + "a" + Repeat("]", Many) + " }}" },
        { "open brackets", "{{ a" + Repeat("[", Many) + " }}" },
        { "members", "{{ a" + Repeat(".b", Many) + " }}" },
        { "indexes", "{{ a" + Repeat("[0]", Many) + " }}" },
        { "filters", "{{ a " + Repeat("| upcase ", Many) + " }}" },
        { "filters with arguments", "{{ a " + Repeat("| append: a ", Long) + " }}" },
        { "assigned filters", "{% assign a = a " + Repeat("| upcase ", Long) + " %}" },
        { "and", "{% if true " + Repeat("and true ", Long) + "%}x{% endif %}" },
        { "or", "{% if a " + Repeat("or a ", Long) + "%}x{% endif %}" },
        { "cache if", "<% cache if: a " + Repeat("or a ", Many) + "%>x<% endcache %>" },
        { "elsif", "{% if a %}" + Repeat("{% elsif a %}", Long) + "x{% endif %}" },
        { "when", "{% case a %}" + Repeat("{% when a %}", Long) + "{% endcase %}" },
        { "when or", "{% case a %}{% when 1 " + Repeat("or 1 ", Many) + "%}{% endcase %}" },
        { "dashes", "{{ " + Repeat("-", Many) + "1 }}" },
        { "braces", Repeat("{{", Many) },
        { "angles", Repeat("<%", Many) },
        { "open tags", Repeat("{%", Many) },
        { "raw", Repeat("{% raw %}", Many) },
        { "cycle", "{% cycle " + Repeat("a, ", Long) + "a %}" },
        { "digits", "{{ " + Repeat("9", Many) + " }}" },
        { "quotes", "{{ " + Repeat("'a' ", Many) + " }}" },
        { "key", "<% cache " + Repeat("a, ", Long) + "a %>x<% endcache %>" },
        { "arguments", "{% render 'box', " + string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $"a{i}: 1")) + " %}" },
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public async Task Nothing_in_a_template_can_be_so_deep_or_long_that_the_process_ends(string what, string text)
    {
        Assert.NotNull(what);
        foreach (var mode in Enum.GetValues<Rendering.Liquid.LiquidMode>())
        {
            var site = new Site(options => options.Liquid.Mode = mode, ("page", text), ("box", "b"));
            // From a thread with the smallest usual stack.
            var error = await OnSmallStackAsync(() => site.RenderAsync("page", new { a = 1 }));
            if (error is not null) Assert.IsAssignableFrom<TemplateException>(error);
        }
    }

    [Fact]
    public async Task Partials_deep_inside_blocks_and_conditions_do_not_end_the_process()
    {
        var text = Repeat("{% if true %}", 99) + "{% for i in (1..1) %}{% if a" + Repeat(" or a", 900) + " or true %}{% include 'page' %}{% endif %}{% endfor %}" + Repeat("{% endif %}", 99);
        var site = new Site(options => options.Limits = new TemplateLimits { BlockDepth = 200 }, ("page", text));
        Assert.IsAssignableFrom<LimitException>(await OnSmallStackAsync(() => site.RenderAsync("page")));
    }

    [Theory]
    [InlineData("{% include 'page' %}")]
    [InlineData("{% render 'page' %}")]
    [InlineData("{% include 'page' for list %}")]
    [InlineData("{% capture a %}{% include 'page' %}{% endcapture %}")]
    [InlineData("{% layout 'page' %}")]
    [InlineData("<% cache n %>{% assign n = n | plus: 1 %}{% include 'page' %}<% endcache %>")]
    public async Task An_endless_include_is_an_error(string text) =>
        Assert.IsAssignableFrom<LimitException>(await OnSmallStackAsync(() => new Site(("page", text)).RenderAsync("page", new { list = new[] { 1, 2 }, n = 0 })));

    [Theory]
    [InlineData("{% for i in (1..1000000000) %}{% endfor %}")]
    [InlineData("{% for i in (1..9999999999999999) %}x{% endfor %}")]
    [InlineData("{% tablerow i in (1..1000000000) %}{% endtablerow %}")]
    [InlineData("{% render 'box' for r %}")]
    [InlineData("{% assign a = r | map: 'x' %}")]
    [InlineData("{{ r | join }}")]
    [InlineData("{{ r | sort | first }}")]
    [InlineData("{{ r | reverse | first }}")]
    [InlineData("{% for i in endless limit: 1 %}{% endfor %}")]
    [InlineData("{{ endless | size }}")]
    [InlineData("{{ endless.last }}")]
    [InlineData("{{ endless }}")]
    [InlineData("<% cache r %>x<% endcache %>")]
    public async Task A_loop_without_an_end_is_an_error(string text)
    {
        static IEnumerable<int> Endless()
        {
            while (true) yield return 1;
        }

        var site = new Site(("page", "{% assign r = (1..1000000000) %}" + text), ("box", ""));
        var error = await Record.ExceptionAsync(() => site.RenderAsync("page", new { endless = Endless() }));
        if (error is not null || !text.Contains("cache", StringComparison.Ordinal)) Assert.IsAssignableFrom<TemplateException>(error);
    }

    [Theory]
    [InlineData("{% assign a = 'x' %}{% for i in (1..100) %}{% assign a = a | append: a %}{% endfor %}")]
    [InlineData("{% assign a = 'x' %}{% for i in (1..100) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}")]
    [InlineData("{% assign a = 'xy' %}{% for i in (1..100) %}{% assign a = a | replace: 'x', 'xxyy' %}{% endfor %}")]
    [InlineData("{% assign a = 'x' | split: '' %}{% for i in (1..100) %}{% assign a = a | concat: a %}{% endfor %}")]
    [InlineData("{% assign a = 2 %}{% for i in (1..60) %}{% assign a = a | times: a %}{% endfor %}")]
    [InlineData("{% for i in (1..1000) %}{% for j in (1..1000) %}0123456789012345678901234567890123456789012345678901234567890123456789{% endfor %}{% endfor %}")]
    [InlineData("{% for i in (1..1000) %}{% section s %}{% for j in (1..1000) %}0123456789012345678901234567890123456789012345678901234567890123456789{% endfor %}{% endsection %}{% endfor %}")]
    public async Task Growth_without_an_end_is_an_error(string text)
    {
        var before = GC.GetTotalAllocatedBytes();
        var site = new Site(options => options.Limits = new TemplateLimits { OutputBytes = 4 << 20, StringLength = 1 << 20, LoopLength = 100_000 }, ("page", text));
        Assert.IsAssignableFrom<TemplateException>(await Record.ExceptionAsync(() => site.RenderAsync("page")));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1L << 30);
    }

    [Fact]
    public async Task Steps_are_counted()
    {
        var site = new Site(options => options.Limits = new TemplateLimits { Steps = 100_000 }, ("page", "{% for i in (1..1000) %}{% for j in (1..1000) %}{% endfor %}{% assign x = i %}{% endfor %}"),
            ("ok", "{% for i in (1..10000) %}{{ i }}{% endfor %}"));
        await Assert.ThrowsAnyAsync<LimitException>(() => site.RenderAsync("page"));
        await site.RenderAsync("ok");
    }

    [Fact]
    public async Task Wall_time_is_bounded_while_a_template_works()
    {
        Site? site = null;
        site = new Site(options => options.Limits = new TemplateLimits { Time = TimeSpan.FromSeconds(5) }, ("page", "{% for i in (1..1000000) %}{{ tick }}{% endfor %}"));
        await Assert.ThrowsAnyAsync<LimitException>(() => site.RenderAsync("page", new Ticking(site.Time)));
    }

    [Theory]
    [InlineData("a {{ never }}")]
    [InlineData("{% for i in never %}{% endfor %}")]
    [InlineData("{% if never %}{% endif %}")]
    [InlineData("<% cache %>{{ never }}<% endcache %>")]
    [InlineData("{% include never %}")]
    public async Task Wall_time_is_bounded_while_a_template_waits(string text)
    {
        var site = new Site(("page", text));
        var never = new TaskCompletionSource<string>();
        var rendering = site.RenderAsync("page", new { never = never.Task });
        Assert.False(rendering.IsCompleted);
        site.Time.Advance(31);
        var error = await Assert.ThrowsAnyAsync<LimitException>(() => rendering);
        Assert.Equal("page.liquid", error.Location!.Template);
    }

    [Fact]
    public async Task Cancellation_ends_a_render_that_works_or_waits()
    {
        using var source = new CancellationTokenSource();
        var site = new Site(("wait", "{{ never }}"), ("work", "{% for i in (1..1000000) %}{{ cancel }}{% endfor %}"));
        var rendering = site.Renderer.RenderAsync("wait", new { never = new TaskCompletionSource<string>().Task }, cancellation: source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rendering);
        using var other = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => site.Renderer.RenderAsync("work", new Cancelling(other), cancellation: other.Token).AsTask());
    }

    [Fact]
    public async Task An_honest_page_of_ten_thousand_rows_passes()
    {
        var rows = Enumerable.Range(0, 10_000).Select(i => new { Id = i, Name = $"Row <{i}>", Price = i * 1.25m, Tags = new[] { "a", "b", "c" } }).ToArray();
        var site = new Site(
            ("page", "{% layout 'main' %}<table>{% for r in rows %}{% render 'row', r: r, i: forloop.index %}{% endfor %}</table>{{ rows | map: 'name' | sort | join: ', ' | size }}"),
            ("row", "<tr><td>{{ i }}<td>{{ r.name | upcase }}<td>{{ r.price | times: 2 }}<td>{% for t in r.tags %}{% if t != 'b' %}{{ t }}{% endif %}{% endfor %}<% cache r.id %>{{ r.id }}<% endcache %></tr>\n"),
            ("main", "<html>{% renderbody %}</html>"));
        var page = await site.RenderAsync("page", new { rows });
        Assert.Equal(10_000, page.Split("<tr>").Length - 1);
        Assert.Equal(page, await site.RenderAsync("page", new { rows }));
    }

    [Fact]
    public async Task Data_that_contains_itself_does_not_end_the_process()
    {
        var list = new List<object?>();
        list.Add(list);
        var hash = new Dictionary<string, object?>();
        hash["self"] = hash;
        var model = new { list, hash, deep = Enumerable.Range(0, 20_000).Aggregate((object)1, (inner, _) => new object[] { inner }) };
        foreach (var filter in new[] { "", "| join", "| size", "| first", "| sort | size", "| uniq | size", "| compact | size", "| flatten", "| reverse", "| map: 'self'", "| where: 'self', list", "| append: 'x'", "| upcase", "| concat: list", "| default: 1", "| escape", "| json", "| sum", "| date: '%Y'", "| split: ','", "| strip_html", "| url_encode" })
            foreach (var name in new[] { "list", "hash", "deep" })
                foreach (var text in new[] { $"{{{{ {name} {filter} }}}}", $"{{% assign x = {name} {filter} %}}{{% if x == {name} or x contains {name} %}}y{{% endif %}}<% cache {name} %>x<% endcache %>" })
                {
                    var error = await OnSmallStackAsync(() => new Site(options => options.Liquid.StrictFilters = false, ("page", text)).RenderAsync("page", model));
                    if (error is not null) Assert.IsAssignableFrom<TemplateException>(error);
                }
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    // Pool threads have 1.5 MB on Linux; hosts may give less.
    private static async Task<Exception?> OnSmallStackAsync(Func<Task> action)
    {
        Exception? error = null;
        Task? running = null;
        var thread = new Thread(() => error = Record.Exception(() => { running = action(); }), 512 * 1024);
        thread.Start();
        thread.Join();
        return error ?? (running is null ? null : await Record.ExceptionAsync(() => running));
    }

    public sealed class Ticking(Caching.Tests.Support.ManualTime time)
    {
        public int Tick
        {
            get
            {
                time.Advance(0.01);
                return 1;
            }
        }
    }

    public sealed class Cancelling(CancellationTokenSource source)
    {
        public int Cancel
        {
            get
            {
                source.Cancel();
                return 1;
            }
        }
    }
}
