using System.Text.Json;
using System.Text.Json.Serialization;

namespace Site;

/// <summary>The data of the site, read once from the folder <c>data</c>.</summary>
public sealed class Guide
{
    private readonly Dictionary<string, Element> _bySlug;

    private Guide(IReadOnlyList<Element> elements, IReadOnlyList<Category> categories, IReadOnlyList<Period> periods)
    {
        Elements = elements;
        Categories = categories;
        Periods = periods;
        _bySlug = elements.ToDictionary(element => element.Slug);
    }

    /// <summary>All of them, by atomic number.</summary>
    public IReadOnlyList<Element> Elements { get; }
    public IReadOnlyList<Category> Categories { get; }
    public IReadOnlyList<Period> Periods { get; }

    public static Guide Load(string folder)
    {
        var categories = Read<Category>(folder, "categories.json", new JsonSerializerOptions(JsonSerializerDefaults.Web));
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new CategoryBySlug(categories) } };
        return new(Read<Element>(folder, "elements.json", options), categories, Read<Period>(folder, "periods.json", options));
    }

    public Element? Element(string slug) => _bySlug.GetValueOrDefault(slug);

    public Category? Category(string slug) => Categories.FirstOrDefault(category => category.Slug == slug);

    public Period? Period(int number) => Periods.FirstOrDefault(period => period.Number == number);

    public Element? Before(Element element) => Elements.ElementAtOrDefault(element.Number - 2);

    public Element? After(Element element) => Elements.ElementAtOrDefault(element.Number);

    /// <summary>The others of its column; in the f-block, which has no columns, of its row.</summary>
    public IReadOnlyList<Element> KinOf(Element element) =>
    [
        .. Elements.Where(other => other != element && other.Group == element.Group && (element.Group is not null || other.Row == element.Row)),
    ];

    private static List<T> Read<T>(string folder, string file, JsonSerializerOptions options)
    {
        using var stream = File.OpenRead(Path.Combine(folder, file));
        return JsonSerializer.Deserialize<List<T>>(stream, options) ?? throw new InvalidDataException($"{file} is empty.");
    }

    /// <summary>An element's file names its family; the element holds it.</summary>
    private sealed class CategoryBySlug(IEnumerable<Category> categories) : JsonConverter<Category>
    {
        private readonly Dictionary<string, Category> _bySlug = categories.ToDictionary(category => category.Slug);

        public override Category Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            _bySlug.TryGetValue(reader.GetString()!, out var category) ? category : throw new JsonException("There is no such family.");

        public override void Write(Utf8JsonWriter writer, Category value, JsonSerializerOptions options) => writer.WriteStringValue(value.Slug);
    }
}
