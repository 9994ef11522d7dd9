using Docs.Tests.Markdown;

namespace Docs.Tests;

public sealed class QuoteTests
{
    /// <summary>A quote may leave lines out, where it says <c>...</c>.</summary>
    [Fact]
    public void Code_quoted_from_a_file_stands_in_it()
    {
        foreach (var block in Document.All.SelectMany(static document => document.Blocks).Where(static block => block.Kind == "csharp" && block.Argument.Contains('/')))
        {
            var source = Lines(File.ReadAllText(Repository.PathOf(block.Argument)));
            foreach (var piece in Lines(block.Text).Split("...\n", StringSplitOptions.RemoveEmptyEntries))
                Assert.True(source.Contains(piece, StringComparison.Ordinal), $"{block}: {block.Argument} has no longer\n{piece}");
        }
    }

    private static string Lines(string text) => string.Concat(text.Split('\n').Select(static line => line.Trim() + "\n"));
}
