using System.Globalization;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Site.Essays;

/// <summary>Reads essays: Markdown with front matter, <c>title</c>, <c>date</c>, <c>summary</c> and <c>elements</c>.</summary>
public sealed class EssayReader(IReadOnlyList<Element> elements)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UseSmartyPants().DisableHtml().Build();

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

    private readonly Dictionary<string, Element> _bySlug = elements.ToDictionary(element => element.Slug);

    /// <summary>All essays of a folder, the newest first.</summary>
    /// <exception cref="InvalidDataException">One lacks a part of its front matter or names no element; the message says which file.</exception>
    public IReadOnlyList<Essay> ReadAll(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.md").Select(Read).OrderByDescending(essay => essay.Date).ThenBy(essay => essay.Slug, StringComparer.Ordinal),
    ];

    private Essay Read(string file)
    {
        var text = File.ReadAllText(file);
        var document = Markdown.Parse(text, Pipeline);
        try
        {
            var front = document.OfType<YamlFrontMatterBlock>().SingleOrDefault()?.Lines.ToString() ?? throw new InvalidDataException("no front matter");
            var matter = Yaml.Deserialize<FrontMatter>(front);
            return new(
                Path.GetFileNameWithoutExtension(file), Given(matter.Title, "title"), DateOnly.ParseExact(Given(matter.Date, "date"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                Given(matter.Summary, "summary"), [.. (matter.Elements ?? []).Select(ElementOf)],
                document.ToHtml(Pipeline), Markdown.ToPlainText(text, Pipeline));
        }
        catch (Exception error) when (error is YamlException or FormatException or InvalidDataException)
        {
            throw new InvalidDataException($"{file}: {error.Message.TrimEnd('.')}. An essay begins with title, date (2026-01-31), summary and elements, between two lines of ---.", error);
        }
    }

    private static string Given(string? value, string name) => string.IsNullOrWhiteSpace(value) ? throw new InvalidDataException($"no {name}") : value;

    private Element ElementOf(string slug) => _bySlug.TryGetValue(slug, out var element) ? element : throw new InvalidDataException($"no element is called '{slug}'");

    private sealed class FrontMatter
    {
        public string? Title { get; set; }
        public string? Date { get; set; }
        public string? Summary { get; set; }
        public List<string>? Elements { get; set; }
    }
}
