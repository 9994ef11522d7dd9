namespace Docs.Tests.Markdown;

/// <summary>A Markdown file: its headings, links, code spans, and the sections with their fenced blocks and comments.</summary>
internal sealed class Document
{
    /// <summary>Every document that users read.</summary>
    public static IReadOnlyList<Document> All { get; } =
    [
        .. new[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md" }
            .Concat(Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
                .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')))
            .Select(static path => new Document(path)),
    ];

    private Document(string path) : this(path, File.ReadAllText(Repository.PathOf(path)))
    {
    }

    /// <param name="path">Where the document stands, from the root.</param>
    /// <param name="text">What is in it.</param>
    public Document(string path, string text)
    {
        Name = path;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        Sections.Add(new Section(path, ""));
        for (var i = 0; i < lines.Length;)
            i = lines[i].StartsWith("```", StringComparison.Ordinal) ? ReadBlock(lines, i)
                : lines[i].StartsWith("<!--", StringComparison.Ordinal) ? ReadComment(lines, i)
                : ReadLine(lines[i], i);
    }

    public string Name { get; }

    public List<Section> Sections { get; } = [];

    public IEnumerable<FencedBlock> Blocks => Sections.SelectMany(static section => section.Parts.OfType<FencedBlock>());

    /// <summary>The targets of all links and images.</summary>
    public IEnumerable<string> Links => Sections.SelectMany(static section => section.Links);

    /// <summary>What stands between single back quotes.</summary>
    public IEnumerable<string> CodeSpans => Sections.SelectMany(static section => section.CodeSpans);

    /// <summary>The anchors of the headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors => Sections.Select(static section => section.Anchor);

    public Section this[string heading] => Sections.Single(section => section.Heading == heading);

    private int ReadBlock(string[] lines, int start)
    {
        var end = Array.IndexOf(lines, "```", start + 1);
        if (end < 0) throw new FormatException($"{Name}({start + 1}): a block that never ends");
        var text = string.Join('\n', lines[(start + 1)..end]);
        Sections[^1].Parts.Add(new FencedBlock(Name, start + 1, lines[start][3..].Trim(), text));
        return end + 1;
    }

    private int ReadComment(string[] lines, int start)
    {
        var end = Array.FindIndex(lines, start, static line => line.EndsWith("-->", StringComparison.Ordinal));
        if (end < 0) throw new FormatException($"{Name}({start + 1}): a comment that never ends");
        Sections[^1].Parts.Add(new Comment(Name, start + 1, string.Join('\n', lines[start..(end + 1)])[4..^3].Trim()));
        return end + 1;
    }

    private int ReadLine(string line, int index)
    {
        var depth = line.Length - line.TrimStart('#').Length;
        if (depth > 0 && line[depth..].StartsWith(' ')) Sections.Add(new Section(Name, line[depth..].Trim()));
        else Sections[^1].Prose.Add(line);
        return index + 1;
    }
}
