using System.Text.Json;
using System.Text.RegularExpressions;
using Docs.Tests.Markdown;
using Docs.Tests.Snippets;
using Rendering;
using Rendering.Templates;

namespace Docs.Tests;

/// <summary>
/// Every block of the documents is run. The kinds: <c>csharp</c> is a file of the section's program; <c>csharp endpoint</c> is put into
/// the document's first web program; <c>csharp PATH</c> is quoted from that file; <c>liquid NAME</c> is a template; <c>html</c> is what
/// the comment before it renders (<c>render NAME MODEL</c>); <c>text</c> is what the section's program prints; <c>http</c> is what it is
/// asked and answers; <c>sh</c> is a command.
/// </summary>
public sealed partial class SnippetTests
{
    [GeneratedRegex(@"^render (\S+) (.+)$", RegexOptions.Singleline)]
    private static partial Regex Render();

    private static IEnumerable<Section> Sections => Document.All.SelectMany(static document => document.Sections);

    public static TheoryData<string, string> WithPrograms => Where(static section => ProgramOf(section).Count > 0);

    public static TheoryData<string, string> WithTemplates => Where(static section => section.Renders.Any());

    [Theory]
    [MemberData(nameof(WithPrograms))]
    public async Task A_program_answers_as_the_document_says(string document, string heading)
    {
        var section = Find(document, heading);
        var program = Program.Compile(ProgramOf(section));
        if (section.Blocks("http").Any())
        {
            await using var site = await RunningSite.StartAsync(program, section.Templates);
            foreach (var block in section.Blocks("http")) await new HttpExchange(block).RunAsync(site.Client);
        }
        else
        {
            var printed = section.Blocks("text").Single();
            Shown.Equal(printed, printed.Text, await Program.RunAsync(program));
        }
    }

    /// <summary>A list of models is rendered in turn, by one renderer: where a section is cached, the later ones are not seen.</summary>
    [Theory]
    [MemberData(nameof(WithTemplates))]
    public async Task A_template_renders_as_the_document_says(string document, string heading)
    {
        var section = Find(document, heading);
        foreach (var comment in section.Renders)
        {
            var match = Render().Match(comment.Text);
            Assert.True(match.Success, $"{comment}: a comment reads: render NAME MODEL");
            var expected = section.After(comment);
            Assert.Equal("html", expected.Kind);
            using var models = JsonDocument.Parse(match.Groups[2].Value);
            var renderer = new Renderer(new RendererOptions { Templates = new DictionaryTemplateSource(section.Templates) });
            foreach (var model in models.RootElement.ValueKind == JsonValueKind.Array ? models.RootElement.EnumerateArray() : (IEnumerable<JsonElement>)[models.RootElement])
                Shown.Equal(expected, expected.Text, (await renderer.RenderAsync(match.Groups[1].Value, model)).Trim());
        }
    }

    [Fact]
    public void No_block_is_left_unchecked()
    {
        foreach (var section in Sections)
            foreach (var block in section.Parts.OfType<FencedBlock>())
                Assert.True(block.Kind switch
                {
                    "csharp" => block.Argument is "" or "endpoint" || Repository.Has(block.Argument),
                    "liquid" => block.Argument.Length > 0 && (section.Renders.Any() || section.Blocks("http").Any()),
                    "html" => section.Renders.Any(comment => section.After(comment) == block),
                    "text" => ProgramOf(section).Count > 0 && !section.Blocks("http").Any(),
                    "http" => ProgramOf(section).Count > 0,
                    "sh" => true,
                    _ => false,
                }, $"{block}: nothing runs a block of '{block.Info}' here");
    }

    private static List<FencedBlock> ProgramOf(Section section)
    {
        var blocks = section.Blocks("csharp").Where(static block => block.Argument == "").ToList();
        var endpoints = section.Blocks("csharp").Where(static block => block.Argument == "endpoint").ToList();
        if (endpoints.Count == 0) return blocks;
        var host = Document.All.Single(document => document.Name == section.Document).Blocks
            .First(static block => block.Kind == "csharp" && block.Text.Contains("app.Run();", StringComparison.Ordinal));
        return [.. blocks, host with { Text = host.Text.Replace("app.Run();", string.Join('\n', endpoints.Select(static block => block.Text)) + "\napp.Run();", StringComparison.Ordinal) }];
    }

    private static Section Find(string document, string heading) => Sections.Single(section => section.Document == document && section.Heading == heading);

    private static TheoryData<string, string> Where(Func<Section, bool> wanted)
    {
        var data = new TheoryData<string, string>();
        foreach (var section in Sections.Where(wanted)) data.Add(section.Document, section.Heading);
        return data;
    }
}
