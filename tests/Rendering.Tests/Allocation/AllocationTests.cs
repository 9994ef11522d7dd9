using System.Buffers;
using Rendering.Tests.Support;

namespace Rendering.Tests.Allocation;

/// <summary>After the first renders, a render into a writer of the caller's allocates nothing, and neither does a hit.</summary>
public sealed class AllocationTests
{
    public sealed class Product
    {
        public required string Name { get; init; }

        public required decimal Price { get; init; }

        public required int Stock { get; init; }

        public required double Weight { get; init; }

        public required string[] Tags { get; init; }
    }

    public sealed class Shop
    {
        public required string Title { get; init; }

        public required Product[] Products { get; init; }

        public required List<Product> List { get; init; }
    }

    private static readonly Shop Model = Create();

    [Theory]
    [InlineData("{% for p in products %}<li>{{ p.name }} {{ p.price }} {{ p.stock }} {{ p.weight }}</li>{% endfor %}")]
    [InlineData("{% for p in list %}{% if p.stock > 5 and p.price < 100 %}{{ p.name }}{% elsif p.stock == 0 %}-{% else %}+{% endif %}{% endfor %}")]
    [InlineData("{% for p in products limit: 10 offset: 2 %}{% for t in p.tags %}{{ t }}{% unless p.stock %}x{% endunless %}{% endfor %}{% endfor %}")]
    [InlineData("{% assign a = 5 %}{% for p in products %}{% assign b = p.stock %}{{ a }}{{ b }}{{ title }}{% endfor %}")]
    [InlineData("{% for p in products %}{{ p.stock | plus: 1 }}{{ p.name | escape }}{{ p.price | times: 2 }}{% endfor %}")]
    [InlineData("{% for p in products %}{% case p.stock %}{% when 1, 2 %}few{% else %}many{% endcase %}{% endfor %}")]
    [InlineData("{% for p in products %}{% render 'box.liquid', p: p, n: 5 %}{% endfor %}")]
    [InlineData("{% for p in products %}{% render 'box', p: p, cache_key: p.stock %}{% endfor %}")]
    [InlineData("<% cache %>{{ title }}<% cache 1 %>a<% endcache %><% endcache %>")]
    [InlineData("{% include 'section' %}{% include 'section' %}")]
    [InlineData("<% cache title, version: title, vary: 'user, query:page, no-culture', expire: 60, sliding: 600, stale: 5, name: box %>{{ title }}<% endcache %>")]
    [InlineData("<% cache title, request.query.page, unless: false %>{{ title }}<% endcache %>")]
    [InlineData("{% render 'own', p: title %}{% include 'own' with title as p %}")]
    public void A_warm_render_into_a_writer_allocates_nothing(string text) => Assert.Equal((text, 0), (text, Least(text)));

    // What stands inside the loop may read forloop by a name known only when it runs, and may keep it past the loop's end.
    [Theory]
    [InlineData("{% for p in products %}{% include 'box.liquid' %}{% endfor %}")]
    [InlineData("{% for p in products %}{% include 'box' %}{% render 'box', p: p %}{% include 'box' with p as q %}{% endfor %}")]
    [InlineData("{% for p in products %}<% cache p.stock, p.name, expire: 60 %>{{ p.name }}<% endcache %>{% endfor %}")]
    public void A_warm_render_allocates_one_loop_object_where_the_loop_may_be_looked_at(string text) => Assert.InRange(Least(text), 0, 48);

    // The keys and what was found are in rented memory; what is left is the object that goes through the items.
    [Theory]
    [InlineData("<% cache_each p in products, key: p.name, version: p.stock, expire: 60 %>{{ p.name }}<% endcache_each %>")]
    [InlineData("{% cache_each p in list, key: p.name %}{{ p.name }}{% endcache_each %}")]
    public void A_collection_of_hits_allocates_one_object_however_many_they_are(string text) => Assert.InRange(Least(text), 0, 400);

    private static long Least(string text)
    {
        var site = new Site(("page", text), ("box", "({{ p.name }}{{ n }})"), ("section", "<% cache title %>{{ title }}<% endcache %>"), ("own", "<% page cached, key: p, expire: 60, version: 5 %>{{ p }}"));
        var writer = new ArrayBufferWriter<byte>(1 << 20);
        for (var i = 0; i < 60; i++) Render(site, writer);
        // Another thread of the test run may start a tier of compiled code on this one's account: the least of some counts.
        var least = long.MaxValue;
        for (var i = 0; i < 8 && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Render(site, writer);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    private static void Render(Site site, ArrayBufferWriter<byte> writer)
    {
        writer.ResetWrittenCount();
        var running = site.Renderer.RenderAsync(writer, "page", Model);
        Assert.True(running.IsCompletedSuccessfully);
    }

    private static Shop Create()
    {
        var products = Enumerable.Range(0, 100).Select(i => new Product { Name = $"P <{i}>", Price = i * 1.25m, Stock = i % 9, Weight = i / 3.0, Tags = ["a", "b"] }).ToArray();
        return new Shop { Title = "Shop", Products = products, List = [.. products] };
    }
}
