using System.Text.Json;
using System.Text.Json.Serialization;
using Site.Essays;

namespace Site;

/// <summary>The data of the site, read once from the folders <c>data</c> and <c>essays</c>.</summary>
public sealed class Guide
{
    private readonly List<Essay> _essays;

    private Guide(IReadOnlyList<Element> elements, IReadOnlyList<Category> categories, IReadOnlyList<Period> periods, IEnumerable<Essay> essays)
    {
        Elements = elements;
        Categories = categories;
        Periods = periods;
        _essays = [.. essays];
    }

    /// <summary>All of them, by atomic number.</summary>
    public IReadOnlyList<Element> Elements { get; }
    public IReadOnlyList<Category> Categories { get; }
    public IReadOnlyList<Period> Periods { get; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Essay> Essays => _essays;

    /// <param name="root">The folder of both.</param>
    public static Guide Load(string root)
    {
        var folder = Path.Combine(root, "data");
        var categories = Read<Category>(folder, "categories.json", new JsonSerializerOptions(JsonSerializerDefaults.Web));
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new CategoryBySlug(categories) } };
        var elements = Read<Element>(folder, "elements.json", options);
        return new(elements, categories, Read<Period>(folder, "periods.json", options), new EssayReader(elements).ReadAll(Path.Combine(root, "essays")));
    }

    public Element? Before(Element element) => Elements.ElementAtOrDefault(element.Number - 2);

    public Element? After(Element element) => Elements.ElementAtOrDefault(element.Number);

    /// <summary>The others of its column; in the f-block, which has no columns, of its row.</summary>
    public IReadOnlyList<Element> KinOf(Element element) =>
    [
        .. Elements.Where(other => other != element && other.Group == element.Group && (element.Group is not null || other.Row == element.Row)),
    ];

    public IReadOnlyList<Essay> EssaysOn(Element element) => [.. Essays.Where(essay => essay.Elements.Contains(element))];

    /// <summary>The essay published after this one, if any.</summary>
    public Essay? Newer(Essay essay) => _essays.ElementAtOrDefault(_essays.IndexOf(essay) - 1);

    /// <summary>The essay published before this one, if any.</summary>
    public Essay? Older(Essay essay) => _essays.ElementAtOrDefault(_essays.IndexOf(essay) + 1);

    private static List<T> Read<T>(string folder, string file, JsonSerializerOptions options)
    {
        var path = Path.Combine(folder, file);
        using var stream = File.OpenRead(path);
        try
        {
            return JsonSerializer.Deserialize<List<T>>(stream, options) ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}({error.LineNumber + 1}): {error.Message}", error);
        }
    }

    /// <summary>An element's file names its family; the element holds it.</summary>
    private sealed class CategoryBySlug(IEnumerable<Category> categories) : JsonConverter<Category>
    {
        private readonly Dictionary<string, Category> _bySlug = categories.ToDictionary(category => category.Slug);

        public override Category Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            _bySlug.TryGetValue(reader.GetString()!, out var category) ? category : throw new JsonException($"There is no family '{reader.GetString()}' in categories.json.");

        public override void Write(Utf8JsonWriter writer, Category value, JsonSerializerOptions options) => writer.WriteStringValue(value.Slug);
    }
}
