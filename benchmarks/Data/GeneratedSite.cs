using Rendering.Site;
using Rendering.Templates;

namespace Benchmarks.Data;

/// <summary>A site of 1,000 pages of about 8 KB: a list of all, and a page each with a layout, an include, a table of 40 rows and links.</summary>
internal static class GeneratedSite
{
    public const int Pages = 1000;

    private const int Rows = 40;

    public sealed record Item(int Number, string Name, string Text, List<Part> Parts);

    public sealed record Part(string Name, int Quantity, decimal Price);

    public static DictionaryTemplateSource Templates => new(new Dictionary<string, string>
    {
        ["layout.liquid"] = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{% rendersection title %}</title><link rel=\"stylesheet\" href=\"/site.css\"></head>"
            + "<body><header><a href=\"/\">Catalogue</a></header><main>{% renderbody %}</main>{% include 'footer' %}</body></html>\n",
        ["footer.liquid"] = "<footer><p>Prices include taxes.</p></footer>",
        ["row.liquid"] = "<tr><td>{{ part.name }}</td><td class=\"numeric\">{{ part.quantity }}</td><td class=\"numeric\">{{ part.price }}</td><td class=\"numeric\">{{ part.price | times: part.quantity }}</td></tr>\n",
        ["list.liquid"] = "{% layout 'layout' %}{% section title %}All items{% endsection %}<ol>{% for item in items %}<li><a href=\"/items/{{ item.number }}\">{{ item.name }}</a></li>\n{% endfor %}</ol>",
        ["item.liquid"] = "{% layout 'layout' %}{% section title %}{{ item.name }}{% endsection %}<h1>{{ item.name }}</h1><p>{{ item.text }}</p><table>"
            + "{% for part in item.parts %}{% render 'row', part: part %}{% endfor %}</table><nav><a href=\"/items/{{ item.number | minus: 1 }}\">Previous</a> <a href=\"/items/{{ item.number | plus: 1 }}\">Next</a></nav>",
    });

    /// <param name="edited">The number of an item whose text differs; 0 for none.</param>
    public static StaticSite Create(int edited)
    {
        var items = Enumerable.Range(1, Pages - 1).Select(number => Make(number, edited)).ToList();
        return new StaticSite()
            .Page("/", "list", () => new { Items = items.Select(static item => new { item.Number, item.Name }) })
            .Pages("/items/{number}", items, static item => item.Number, "item", static item => new { Item = item });
    }

    private static Item Make(int number, int edited) => new(
        number, $"Item {number}", string.Concat(Enumerable.Repeat($"Words & \"phrases\" about item {number}{(number == edited ? ", edited" : "")}. ", 25)),
        [.. Enumerable.Range(1, Rows).Select(row => new Part($"Part {row} <of {number}>", row * number % 17, row * 1.25m + number))]);
}
