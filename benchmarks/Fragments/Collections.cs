using Benchmarks.Contestants;
using Benchmarks.Floors;
using Benchmarks.Harness;

namespace Benchmarks.Fragments;

/// <summary>
/// A collection of 1,000 items of which ten have changed since the last render, in memory: as a loop without a cache, as a loop of cached
/// sections, and as <c>cache_each</c>. Figures are for one render of the page.
/// </summary>
internal static class Collections
{
    private const int Items = 1000;
    private const int Changed = 10;

    private const string Body = "<li><a href=\"/p/{{ p.id }}\">{{ p.name | escape }}</a>{% for tag in p.tags %}<i>{{ tag | upcase }}</i>{% endfor %}<b>{{ p.price | times: 1.19 | round: 2 }}</b></li>";

    public sealed class Item(int id)
    {
        public int Id => id;

        public int Version { get; set; }

        public string Name { get; } = $"Product <{id}>";

        public decimal Price => id * 1.25m;

        public string[] Tags { get; } = ["small", "green", "new", "of wood"];
    }

    public sealed record Model(Item[] Items);

    public static void Run(Report report)
    {
        var model = new Model([.. Enumerable.Range(0, Items).Select(static i => new Item(i))]);
        var contest = new Contest("collection", $"a collection of {Items:N0} items in memory, {Changed} of them changed", "loop");
        var output = new FloorWriter();
        byte[]? expected = null;
        Add("loop", $"{{% for p in items %}}{Body}{{% endfor %}}");
        Add("loop of sections", $"{{% for p in items %}}{{% cache p.id, p.version, expire: 600 %}}{Body}{{% endcache %}}{{% endfor %}}");
        Add("cache_each", $"{{% cache_each p in items, key: p.id, version: p.version, expire: 600 %}}{Body}{{% endcache_each %}}");
        report.Add(contest);

        void Add(string name, string page)
        {
            var template = new OurTemplate("page.liquid", page, model, escape: false);
            var next = 0;
            Render();
            expected ??= output.Written.ToArray();
            Render();
            Report.Compare(contest.Title, name, expected, output.Written);
            contest.Add(name, Render);

            void Render()
            {
                // Spread over the list, and others each time.
                for (var i = 0; i < Changed; i++) model.Items[((i * (Items / Changed)) + next) % Items].Version++;
                next++;
                output.Reset();
                template.Render(output);
            }
        }
    }
}
