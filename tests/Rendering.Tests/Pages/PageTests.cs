using System.Buffers;
using System.Text;
using Rendering.Tests.Support;

namespace Rendering.Tests.Pages;

/// <summary>Promises 3 to 7 as seen through the renderer.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task N_callers_of_a_cold_page_render_it_once()
    {
        var site = new Site(("page", "{{ slow }}"));
        var gate = new Gate();
        var pages = Enumerable.Range(0, 20).Select(_ => site.CachedAsync("page", gate)).ToArray();
        await gate.Entered;
        gate.Open("p");
        Assert.All(await Task.WhenAll(pages), page => Assert.Equal("p", page));
        Assert.Equal(1, gate.Reads);
    }

    [Fact]
    public async Task N_callers_of_a_cold_section_render_it_once()
    {
        var site = new Site(("page", "<% cache %>{{ slow }}<% endcache %>"));
        var gate = new Gate();
        var pages = Enumerable.Range(0, 20).Select(_ => site.RenderAsync("page", gate)).ToArray();
        await gate.Entered;
        gate.Open("p");
        Assert.All(await Task.WhenAll(pages), page => Assert.Equal("p", page));
        Assert.Equal(1, gate.Reads);
    }

    [Theory]
    [InlineData("{{ slow }}", true)]
    [InlineData("<% cache %>{{ slow }}<% endcache %>", false)]
    public async Task A_failing_page_or_section_fails_all_once_and_the_next_caller_tries_again(string text, bool cached)
    {
        var site = new Site(("page", text));
        var failing = new Gate();
        var pages = Enumerable.Range(0, 8).Select(_ => cached ? site.CachedAsync("page", failing) : site.RenderAsync("page", failing)).ToArray();
        await failing.Entered;
        failing.Fail(new InvalidOperationException("no data"));
        var errors = new List<TemplateRenderException>();
        foreach (var page in pages) errors.Add(await Assert.ThrowsAsync<TemplateRenderException>(() => page));
        Assert.Single(errors.Distinct());
        Assert.Equal(1, failing.Reads);
        Assert.Contains("no data", errors[0].Message);
        Assert.Equal(1, errors[0].Location!.Line);
        var working = new Gate();
        working.Open("p");
        Assert.Equal("p", cached ? await site.CachedAsync("page", working) : await site.RenderAsync("page", working));
    }

    [Fact]
    public async Task A_caller_s_cancellation_ends_that_caller_s_wait_only()
    {
        var site = new Site(("page", "{{ slow }}"));
        var gate = new Gate();
        using var leaving = new CancellationTokenSource();
        var first = site.CachedAsync("page", gate);
        await gate.Entered;
        var second = site.Renderer.RenderAsync("page", gate, "default", cancellation: leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.Open("p");
        Assert.Equal("p", await first);
        Assert.Equal(1, gate.Reads);
    }

    [Fact]
    public async Task A_first_caller_that_is_cancelled_stays_with_its_model_while_others_wait()
    {
        var site = new Site(("page", "{{ slow }}"));
        var gate = new Gate();
        using var leaving = new CancellationTokenSource();
        var first = site.Renderer.RenderAsync("page", gate, "default", cancellation: leaving.Token).AsTask();
        await gate.Entered;
        var second = site.CachedAsync("page", gate);
        await leaving.CancelAsync();
        Assert.False(first.IsCompleted);
        gate.Open("p");
        Assert.Equal("p", await second);
        Assert.Equal("p", await first);
        Assert.Equal(1, gate.Reads);
    }

    [Fact]
    public async Task The_render_is_cancelled_when_all_have_left()
    {
        var site = new Site(("page", "{{ slow }}"));
        var gate = new Gate();
        using var leaving = new CancellationTokenSource();
        using var leavingToo = new CancellationTokenSource();
        var first = site.Renderer.RenderAsync("page", gate, "default", cancellation: leaving.Token).AsTask();
        await gate.Entered;
        var second = site.Renderer.RenderAsync("page", gate, "default", cancellation: leavingToo.Token).AsTask();
        await leaving.CancelAsync();
        Assert.False(first.IsCompleted);
        await leavingToo.CancelAsync();
        // The gate never opens: only the cancellation can end them.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task A_caller_that_renders_alone_leaves_at_once()
    {
        var site = new Site(("page", "{{ slow }}"));
        var gate = new Gate();
        using var leaving = new CancellationTokenSource();
        var only = site.Renderer.RenderAsync("page", gate, "default", cancellation: leaving.Token).AsTask();
        await gate.Entered;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => only);
    }

    [Fact]
    public async Task A_model_given_as_a_function_is_not_called_on_a_hit()
    {
        var site = new Site(("page", "{{ x }}"));
        var calls = 0;
        Func<Task<object>> model = async () =>
        {
            calls++;
            await Task.Yield();
            return new { x = calls };
        };
        for (var i = 0; i < 3; i++) Assert.Equal("1", await site.CachedAsync("page", model));
        Assert.Equal("2", await site.RenderAsync("page", model));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task A_stale_page_is_served_to_all_but_the_one_that_refreshes_it()
    {
        var site = new Site(("page", "{{ slow }}"));
        var old = new Gate();
        old.Open("old");
        await site.Renderer.RenderAsync("page", old, cacheExpire: 600);
        site.Time.Advance(630);
        var next = new Gate();
        var refreshing = site.Renderer.RenderAsync("page", next, cacheExpire: 600).AsTask();
        await next.Entered;
        for (var i = 0; i < 3; i++) Assert.Equal("old", await site.Renderer.RenderAsync("page", next, cacheExpire: 600));
        next.Open("new");
        Assert.Equal("new", await refreshing);
        Assert.Equal("new", await site.Renderer.RenderAsync("page", next, cacheExpire: 600));
    }

    [Fact]
    public async Task Every_door_gives_the_same_bytes_cached_and_not()
    {
        var site = new Site(("page", "ä {{ x }} 🦊"));
        var model = new { x = "<" };
        const string expected = "ä &lt; 🦊";
        foreach (var key in new Caching.CacheKey?[] { null, "k", "k" })
        {
            Assert.Equal(expected, await site.Renderer.RenderAsync("page", model, key));
            Assert.Equal(expected, Encoding.UTF8.GetString(await site.Renderer.RenderBytesAsync("page", model, key)));
            Assert.Equal(expected, Encoding.UTF8.GetString((await site.Renderer.RenderPageAsync("page", model, key)).Utf8.Span));
            var writer = new ArrayBufferWriter<byte>();
            await site.Renderer.RenderAsync(writer, "page", model, key);
            Assert.Equal(expected, Encoding.UTF8.GetString(writer.WrittenSpan));
        }
    }

    [Fact]
    public async Task Nothing_is_written_where_the_render_fails()
    {
        var site = new Site(("page", "much text {{ 1 | divided_by: 0 }}"), ("slow", "text {{ slow }}{{ 1 | divided_by: 0 }}"));
        var writer = new ArrayBufferWriter<byte>();
        await Assert.ThrowsAnyAsync<TemplateException>(() => site.Renderer.RenderAsync(writer, "page").AsTask());
        await Assert.ThrowsAnyAsync<TemplateException>(() => site.Renderer.RenderAsync(writer, "page", cacheKey: "k").AsTask());
        var gate = new Gate();
        var rendering = site.Renderer.RenderAsync(writer, "slow", gate).AsTask();
        gate.Open();
        await Assert.ThrowsAnyAsync<TemplateException>(() => rendering);
        Assert.Equal(0, writer.WrittenCount);
    }

    [Fact]
    public async Task A_report_counts_hits_and_misses()
    {
        var site = new Site(("page", "<% cache 1 %>a<% endcache %><% cache 2 %>b<% cache 3 %>c<% endcache %><% endcache %>"));
        var cold = (await site.PageAsync("page")).Report;
        Assert.Equal((null, 0, 3), (cold.PageHit, cold.FragmentHits, cold.FragmentMisses));
        var warm = (await site.PageAsync("page", key: "k")).Report;
        Assert.Equal((false, 2, 0), (warm.PageHit, warm.FragmentHits, warm.FragmentMisses));
        var hit = (await site.PageAsync("page", key: "k")).Report;
        Assert.Equal((true, 0, 0), (hit.PageHit, hit.FragmentHits, hit.FragmentMisses));
    }

    [Fact]
    public async Task Many_pages_at_once_do_not_mix()
    {
        var site = new Site(("page", "{% layout 'main' %}{% assign y = x %}<% cache x %>{{ y }}<% endcache %>{% render 'box', x: x %}{% section s %}{{ x }}{% endsection %}"),
            ("box", "{% for i in (1..3) %}{{ x }}{% endfor %}"), ("main", "{% rendersection s %}:{% renderbody %}"));
        await Parallel.ForAsync(0, 2000, async (i, _) =>
        {
            var x = i % 50;
            Assert.Equal($"{x}:{x}{x}{x}{x}", i % 3 == 0 ? await site.CachedAsync("page", new { x }, x) : await site.RenderAsync("page", new { x }));
        });
    }
}
