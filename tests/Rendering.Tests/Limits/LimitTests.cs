using Rendering.Tests.Support;

namespace Rendering.Tests.Limits;

/// <summary>Promise 23: a template cannot crash, hang or exhaust the process, by bounds that an honest page does not meet.</summary>
public sealed class LimitTests
{
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
    [InlineData("{% assign b = 'xxxxxxxxxxxxxxxx' %}{% for i in (1..15) %}{% assign b = b | append: b %}{% endfor %}{% assign l = '' | split: ',' %}{% for i in (1..100000) %}{% assign s = b | append: i | split: '|' %}{% assign l = l | concat: s %}{% endfor %}")]
    [InlineData("{% assign a = 2 %}{% for i in (1..60) %}{% assign a = a | times: a %}{% endfor %}")]
    [InlineData("{% for i in (1..1000) %}{% for j in (1..1000) %}0123456789012345678901234567890123456789012345678901234567890123456789{% endfor %}{% endfor %}")]
    [InlineData("{% for i in (1..1000) %}{% section s %}{% for j in (1..1000) %}0123456789012345678901234567890123456789012345678901234567890123456789{% endfor %}{% endsection %}{% endfor %}")]
    public async Task Growth_without_an_end_is_an_error(string text)
    {
        var before = GC.GetTotalAllocatedBytes();
        var site = new Site(options => options.Limits = new TemplateLimits { OutputBytes = 4 << 20, StringLength = 1 << 20, LoopLength = 100_000, Steps = 10_000_000 }, ("page", text));
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
    public async Task Steps_are_counted_through_partials_of_other_languages()
    {
        var site = new Site(options =>
        {
            options.Limits = new TemplateLimits { Steps = 50_000 };
            options.Engines[".str"] = new Rendering.Tests.Engines.StringEngine();
        }, ("page", "{% for i in (1..1000) %}{% include 'b.str' %}{% endfor %}"), ("b.str", "[[>c]]"), ("c", "{% for i in (1..1000) %}{% assign x = i %}{% endfor %}"));
        await Assert.ThrowsAnyAsync<LimitException>(() => site.RenderAsync("page"));
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
