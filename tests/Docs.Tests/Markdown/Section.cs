using System.Text.RegularExpressions;

namespace Docs.Tests.Markdown;

/// <summary>What stands below one heading. Its blocks are one example: templates, a program, what it answers.</summary>
internal sealed partial record Section(string Document, string Heading)
{
    public List<Part> Parts { get; } = [];

    /// <summary>The lines that are neither blocks nor comments.</summary>
    public List<string> Prose { get; } = [];

    public IEnumerable<string> Links => Prose.SelectMany(static line => Link().Matches(line)).Select(static match => match.Groups[1].Value);

    public IEnumerable<string> CodeSpans => Prose.SelectMany(static line => CodeSpan().Matches(line)).Select(static match => match.Groups[1].Value);

    /// <summary>As GitHub makes it: small letters, hyphens for blanks, no other signs.</summary>
    public string Anchor => string.Concat(Heading.ToLowerInvariant()
        .Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(static c => c == ' ' ? '-' : c));

    public IEnumerable<FencedBlock> Blocks(string kind) => Parts.OfType<FencedBlock>().Where(block => block.Kind == kind);

    /// <summary>The templates by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Templates =>
        Blocks("liquid").Select(static block => KeyValuePair.Create(block.Argument, block.Text));

    /// <summary>The comments that render something; others are for who edits the document.</summary>
    public IEnumerable<Comment> Renders => Parts.OfType<Comment>().Where(static comment => comment.Text.StartsWith("render ", StringComparison.Ordinal));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    /// <summary>The block behind a part.</summary>
    public FencedBlock After(Part part) => Parts[(Parts.IndexOf(part) + 1)..].OfType<FencedBlock>().FirstOrDefault()
        ?? throw new FormatException($"{part}: no block follows");
}

/// <summary>A piece of a section, with the line on which it starts.</summary>
internal abstract record Part(string Document, int Line, string Text)
{
    public sealed override string ToString() => $"{Document}({Line})";
}

/// <summary>An HTML comment: what a test must know and a reader need not.</summary>
internal sealed record Comment(string Document, int Line, string Text) : Part(Document, Line, Text);

/// <summary>A fenced block: the first word behind the fence is its kind, the rest its argument.</summary>
internal sealed record FencedBlock(string Document, int Line, string Info, string Text) : Part(Document, Line, Text)
{
    public string Kind => Info.Split(' ')[0];

    public string Argument => Info[Kind.Length..].Trim();
}
