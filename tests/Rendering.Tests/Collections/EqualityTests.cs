using Rendering.Tests.Support;

namespace Rendering.Tests.Collections;

/// <summary>A collection gives the bytes of a loop: cached and uncached, cold, warm, nested, in a loop, in an include, in both languages.</summary>
public sealed class EqualityTests
{
    private static readonly object Model = new
    {
        list = new[] { 3, 1, 2, 1 },
        none = Array.Empty<int>(),
        rows = new[] { new { id = "a", cells = new[] { 1, 2 } }, new { id = "b", cells = new[] { 2, 3 } } },
        x = "<ä>",
        late = new[] { Task.Run(static async () => { await Task.Yield(); return 7; }), Task.FromResult(8) },
        hash = new Dictionary<string, int> { ["k"] = 1, ["l"] = 2 },
    };

    public static TheoryData<string, string, string> Pages => new()
    {
        { "liquid", "a<% cache_each i in list, key: i %>{{ i }}{{ x }}<% endcache_each %>b", "a3&lt;ä&gt;1&lt;ä&gt;2&lt;ä&gt;1&lt;ä&gt;b" },
        { "liquid", "{% cache_each i in list %}{{ i }}{% endcache_each %}{% cache_each i in (1..3) %}{{ i }}{% endcache_each %}", "3121123" },
        { "liquid", "{% cache_each i in none, key: i %}{{ i }}{% else %}none{% endcache_each %}{% cache_each i in missing %}{% endcache_each %}", "none" },
        { "liquid", "{% cache_each i in list %}{{ i }}{% else %}none{% endcache_each %}", "3121" },
        { "liquid", "<% cache_each row in rows, key: row.id %>{{ row.id }}<% cache_each cell in row.cells %>{{ cell }}<% endcache_each %>;<% endcache_each %>", "a12;b23;" },
        { "liquid", "<% cache %><% cache_each i in list %><% cache i %>{{ i }}<% endcache %><% endcache_each %><% endcache %>", "3121" },
        { "liquid", "{% for row in rows %}<% cache_each cell in row.cells, key: cell %>{{ cell }}{% endcache_each %}{{ row.id }}{% endfor %}", "12a23b" },
        { "liquid", "{% include 'box' %}{% render 'box', list: none %}{% render 'box', list: list %}", "(3)(1)(2)(1)-(3)(1)(2)(1)" },
        { "liquid", "{% assign i = 9 %}{% assign a = 1 %}<% cache_each i in list, key: i %>{% assign a = a | plus: i %}{{ a }}{% increment n %}<% endcache_each %>{{ i }}{{ a }}{% increment n %}", "40203020910" },
        { "liquid", "<% cache_each i in late %>{{ i }}<% endcache_each %><% cache_each p in hash, key: p %>{{ p[0] }}{{ p[1] }}<% endcache_each %>", "78k1l2" },
        { "liquid", "<% cache_each i in list, key: i %>{{ i }}{% if i == 1 %}{% continue %}{% endif %}.<% endcache_each %>!", "3.12.1!" },
        { "liquid", "<% cache_each i in list, key: i %>{{ i }}{% if i == 2 %}{% break %}{% endif %}.<% endcache_each %>!", "3.1.2!" },
        { "liquid", "<% cache_each i in list, key: i, if: false %>{{ i }}<% endcache_each %>", "3121" },
        { "liquid", "{% layout 'main' %}<% cache_each i in list, key: i %>{% section head %}{{ i }}{% endsection %}b<% endcache_each %>", "3121|bbbb" },
        { "liquid", "{% capture c %}<% cache_each i in list %>{{ i }}<% endcache_each %>{% endcapture %}{{ c }}{{ c }}", "31213121" },
        { "liquid", "  <%- cache_each i in list -%>  {{ i }}  <%- endcache_each -%>  ", "3121" },
        { "scriban", "a<% cache_each i in list, key: i %>{{ i }}{{ x }}<% endcache_each %>b", "a3&lt;ä&gt;1&lt;ä&gt;2&lt;ä&gt;1&lt;ä&gt;b" },
        { "scriban", "<% cache_each i in none, key: i %>{{ i }}{{ else }}none<% endcache_each %><% cache_each i in 1..3 %>{{ i }}<% endcache_each %>", "none123" },
        { "scriban", "<% cache_each row in rows, key: row.id %>{{ row.id }}<% cache_each cell in row.cells %>{{ cell }}<% endcache_each %>;<% endcache_each %>", "a12;b23;" },
        { "scriban", "{{ for row in rows }}<% cache_each cell in row.cells, key: cell %>{{ cell }}<% endcache_each %>{{ row.id }}{{ end }}", "12a23b" },
        { "scriban", "{{ a = 1; i = 9 }}<% cache_each i in list, key: i %>{{ a = a + i; a }}<% endcache_each %>{{ i }}{{ a }}", "423291" },
        { "scriban", "<% cache_each i in list, key: i %>{{ i }}{{ if i == 1; continue; end }}.<% endcache_each %>!", "3.12.1!" },
        { "scriban", "<% cache_each i in list, key: i %>{{ i }}{{ if i == 2; break; end }}.<% endcache_each %>!", "3.1.2!" },
        { "scriban", "<% cache_each i in list, key: i %>{{ i }}{{ if i == 2; ret; end }}.<% endcache_each %>!", "3.1.2" },
        { "scriban", "<% cache_each i in late %>{{ i }}<% endcache_each %><% cache_each p in hash, key: p.key %>{{ p.key }}{{ p.value }}<% endcache_each %>", "78k1l2" },
        { "scriban", "{{ func f(x); ret x + 1; end }}<% cache_each i in list, key: f i, version: f(f i) %>{{ f i }}<% endcache_each %>", "4232" },
        { "scriban", "<% cache_each $i in list, key: $i %>{{ $i }}<% endcache_each %>{{ include 'box.liquid' }}", "3121(3)(1)(2)(1)" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_collection_renders_the_same_bytes_cached_and_uncached_cold_warm_nested_in_a_loop_and_in_an_include(string language, string page, string expected)
    {
        var name = "page." + language;
        Assert.Equal(expected, await Build(name, page, caching: false).RenderAsync(name, Model));
        foreach (var site in new[] { Build(name, page, caching: true), Shelf.Over(new BatchStore(), Templates(name, page)) })
        {
            for (var i = 0; i < 3; i++) Assert.Equal(expected, await site.RenderAsync(name, Model));
            for (var i = 0; i < 3; i++) Assert.Equal(expected, await site.CachedAsync(name, Model));
        }
    }

    private static Site Build(string name, string page, bool caching) => new(options => options.Caching = caching, Templates(name, page));

    private static (string, string)[] Templates(string name, string page) =>
    [
        (name, page),
        ("box.liquid", "<% cache_each i in list, key: i %>({{ i }}){% else %}-<% endcache_each %>"),
        ("main.liquid", "{% rendersection head %}|{% renderbody %}"),
    ];
}
