using System.Runtime.CompilerServices;
using Rendering.Tests.Support;

namespace Rendering.Tests.Lazy;

/// <summary>Lazy members are fetched only when read, once a render, and never on a hit.</summary>
public sealed class LazyMemberTests
{
    public sealed class Shop
    {
        public List<string> Fetched { get; } = [];

        public Func<string> Function => () => Fetch("function");

        public Lazy<string> Once => new(() => Fetch("lazy"));

        public Task<string> Running => Later("task");

        public ValueTask<string> Value => new(Later("value task"));

        public Func<Task<string>> Query => () => Later("query");

        public Func<CancellationToken, Task<string>> Cancellable => _ => Later("cancellable");

        public IAsyncEnumerable<string> Stream => Items();

        public object Hidden => (Func<Task<string>>)(() => Later("hidden"));

        private string Fetch(string name)
        {
            lock (Fetched) Fetched.Add(name);
            return name;
        }

        private async Task<string> Later(string name)
        {
            Fetch(name);
            await Task.Yield();
            return name;
        }

        private async IAsyncEnumerable<string> Items([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            Fetch("stream");
            for (var i = 0; i < 3; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                await Task.Yield();
                yield return $"{i}";
            }
        }
    }

    [Theory]
    [InlineData("function", "function")]
    [InlineData("once", "lazy")]
    [InlineData("running", "task")]
    [InlineData("value", "value task")]
    [InlineData("query", "query")]
    [InlineData("cancellable", "cancellable")]
    [InlineData("stream", "stream")]
    [InlineData("hidden", "hidden")]
    public async Task A_lazy_member_is_fetched_when_it_is_read_once_a_render_and_never_on_a_hit(string member, string fetched)
    {
        var read = $"{{{{ {member} }}}}";
        var site = new Site(
            ("page", $"{{% if false %}}{read}{{% endif %}}<% cache %>{read}{{% for i in (1..3) %}}{read}{{% include 'box' %}}{{% render 'in', x: {member} %}}{{% endfor %}}<% endcache %>"),
            ("unread", "{% if false %}" + read + "{% endif %}"), ("box", read + read), ("in", "{{ x }}{{ x }}"));
        var shop = new Shop();
        Assert.Equal("", await site.RenderAsync("unread", shop));
        Assert.Empty(shop.Fetched);
        var cold = await site.RenderAsync("page", shop);
        Assert.Equal([fetched], shop.Fetched);
        Assert.Equal(cold, await site.RenderAsync("page", shop));
        Assert.Equal([fetched], shop.Fetched);
    }

    [Fact]
    public async Task An_asynchronous_sequence_is_gone_through() =>
        Assert.Equal("0,1,2,3 012", await Site.OnceAsync("{% for i in stream %}{{ i }},{% endfor %}{{ stream.size }} {{ stream | join: '' }}", new Shop()));

    [Fact]
    public async Task An_endless_asynchronous_sequence_meets_the_limit()
    {
        static async IAsyncEnumerable<int> Endless()
        {
            for (var i = 0; ; i++)
            {
                if (i % 1000 == 0) await Task.Yield();
                yield return i;
            }
        }

        var site = new Site(options => options.Limits = new TemplateLimits { LoopLength = 5000 }, ("page", "{% for i in x limit: 2 %}{{ i }}{% endfor %}"));
        await Assert.ThrowsAnyAsync<LimitException>(() => site.RenderAsync("page", new { x = Endless() }));
    }

    [Theory]
    [InlineData("{% for i in x %}{{ i }}{% endfor %}")]
    [InlineData("{% for i in x reversed %}{{ i }}{% if i == 2 %}{% break %}{% endif %}{% endfor %}")]
    [InlineData("{% tablerow i in x %}{{ i }}{% endtablerow %}")]
    [InlineData("{{ x[0] }}{{ x.first }}{{ x.last }}{{ x.size }}")]
    [InlineData("{% assign a = x[1] %}{{ a | plus: 1 }}")]
    [InlineData("{% render 'box' for x as i %}")]
    [InlineData("{% include 'box' for x as i %}")]
    public async Task A_lazy_item_of_a_list_is_resolved(string text)
    {
        var site = new Site(("page", text), ("box", "({{ i }})"));
        var expected = await site.RenderAsync("page", new { x = new[] { 1, 2, 3 } });
        Assert.Equal(expected, await site.RenderAsync("page", new { x = Enumerable.Range(1, 3).Select(Delayed.Later).ToList() }));
        Assert.Equal(expected, await site.RenderAsync("page", new { x = Enumerable.Range(1, 3).Select(static i => (Func<Task<int>>)(() => Delayed.Later(i))).ToArray() }));
    }

    [Fact]
    public async Task Ten_thousand_rows_that_each_wait_come_through()
    {
        var rows = Enumerable.Range(0, 10_000).Select(i => new { Name = (Func<Task<string>>)(() => Delayed.Later("x")) }).ToArray();
        var site = new Site(("page", "{% for r in rows %}{{ r.name }}{% endfor %}{% render 'row' for rows as r %}{% include 'row' for rows as r %}"), ("row", "{{ r.name }}"));
        Assert.Equal(30_000, (await site.RenderAsync("page", new { rows })).Length);
    }

    [Theory]
    [InlineData("{{ rows | sort: 'slow' | map: 'id' | join }}")]
    [InlineData("{{ rows | sort_natural: 'slow' | map: 'id' | join }}")]
    [InlineData("{{ rows | map: 'slow' | join: ',' }}")]
    [InlineData("{{ rows | where: 'slow', 2 | map: 'id' | join }}")]
    [InlineData("{{ rows | sum: 'slow' }}")]
    [InlineData("{{ rows | uniq: 'slow' | map: 'id' | join }}")]
    [InlineData("{{ rows | find: 'slow', 1 | size }}")]
    [InlineData("{% assign m = rows | map: 'slow' %}{% for x in m %}{{ x | plus: 1 }}{% endfor %}{{ m | join }}{{ m | sort | first }}")]
    public async Task A_filter_that_reads_lazy_members_of_items_waits_for_them(string text)
    {
        var now = new { rows = new[] { 3, 1, 2 }.Select(i => new { id = i, slow = i * 1 }).ToArray() };
        var later = new { rows = new[] { 3, 1, 2 }.Select(i => new { id = i, slow = (Func<Task<int>>)(() => Delayed.Later(i)) }).ToArray() };
        Assert.Equal(await Site.OnceAsync(text, now), await Site.OnceAsync(text, later));
    }

    [Fact]
    public async Task A_failing_lazy_member_is_an_error_of_the_statement_that_read_it()
    {
        Func<Task<string>> broken = async () =>
        {
            await Task.Yield();
            throw new TimeoutException("no database");
        };
        var error = await Assert.ThrowsAsync<TemplateRenderException>(() => Site.OnceAsync("one\ntwo {{ x }}", new { x = broken }));
        Assert.Equal((2, 5), (error.Location!.Line, error.Location.Column));
        Assert.Contains("no database", error.Message);
        Assert.IsType<TimeoutException>(error.InnerException);
    }

    [Fact]
    public async Task A_model_s_own_cancellation_is_an_error_and_not_the_caller_s()
    {
        Func<Task<string>> cancelled = () => Task.FromCanceled<string>(new CancellationToken(canceled: true));
        Assert.NotNull((await Assert.ThrowsAsync<TemplateRenderException>(() => Site.OnceAsync("{{ x }}", new { x = cancelled }))).Location);
    }
}
