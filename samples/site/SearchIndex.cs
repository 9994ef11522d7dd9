using System.Text.Encodings.Web;
using System.Text.Json;
using Site.Essays;

namespace Site;

/// <summary>Something that can be looked up: the alphabetical index shows it, and the script on the search page finds it by its text.</summary>
public sealed record Entry(string Title, string Path, string Kind, string Text);

/// <summary>All entries under one letter.</summary>
public sealed record Letter(string Name, IReadOnlyList<Entry> Entries);

/// <summary>What the search page lists, and the small file from which its script answers without a server.</summary>
internal sealed class SearchIndex(Guide guide)
{
    // The file is fetched by a script and never stands in a page, so letters beyond ASCII may stay as they are.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<Entry> Entries { get; } =
    [
        .. guide.Elements.Select(Of)
            .Concat(guide.Categories.Select(category => new Entry(category.Name, $"/categories/{category.Slug}", "Family", category.Text)))
            .Concat(guide.Periods.Select(period => new Entry($"Period {period.Number}", $"/periods/{period.Number}", "Period", period.Text)))
            .Concat(guide.Essays.Select(Of))
            .OrderBy(entry => entry.Title, StringComparer.OrdinalIgnoreCase),
    ];

    public IReadOnlyList<Letter> Letters =>
    [
        .. Entries.GroupBy(entry => entry.Title[..1].ToUpperInvariant()).Select(group => new Letter(group.Key, [.. group])),
    ];

    public ReadOnlyMemory<byte> ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(Entries, Json);

    private static Entry Of(Element element) => new(
        element.Name, $"/elements/{element.Slug}", "Element", $"{element.Symbol} {element.Number} {element.Category.Name} {element.Discoverer} {element.Note}");

    private static Entry Of(Essay essay) => new(essay.Title, $"/essays/{essay.Slug}", "Essay", $"{essay.Summary} {essay.Text}");
}
