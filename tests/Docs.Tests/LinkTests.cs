using System.Text.RegularExpressions;
using Docs.Tests.Markdown;

namespace Docs.Tests;

public sealed partial class LinkTests
{
    [GeneratedRegex(@"^(src|tests|samples|benchmarks|docs|\.ci)/[\w./-]+$")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"--project (\S+)")]
    private static partial Regex Project();

    [Fact]
    public void Links_lead_to_files_and_headings_that_exist() =>
        None(from document in Document.All
             from link in document.Links
             where !link.StartsWith("https://", StringComparison.Ordinal) && !Leads(document, link)
             select $"{document.Name}: {link}");

    [Fact]
    public void Paths_between_back_quotes_exist() =>
        None(from document in Document.All
             from span in document.CodeSpans
             where RepositoryPath().IsMatch(span) && !Repository.Has(span)
             select $"{document.Name}: {span}");

    [Fact]
    public void Projects_in_commands_exist() =>
        None(from document in Document.All
             from command in document.CodeSpans.Concat(document.Blocks.Where(static block => block.Kind == "sh").Select(static block => block.Text))
             from Match match in Project().Matches(command)
             where Directory.GetFiles(Repository.PathOf(match.Groups[1].Value), "*.csproj").Length != 1
             select $"{document.Name}: {match}");

    [Fact]
    public void Every_project_is_on_the_map() =>
        None(from project in new[] { "src", "samples" }.SelectMany(static folder => Directory.EnumerateDirectories(Repository.PathOf(folder)))
             let place = Path.GetRelativePath(Repository.Root, project).Replace('\\', '/')
             where Directory.EnumerateFiles(project, "*.csproj").Any()
                 && !Document.All.Single(static document => document.Name == "README.md")["Map"].Links.Contains(place)
             select place);

    private static bool Leads(Document from, string link)
    {
        var (path, anchor) = link.Split('#', 2) is [var file, var heading] ? (file, heading) : (link, null);
        var target = path.Length == 0 ? from.Name : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(from.Name)!, path)).Replace('\\', '/');
        if (!Repository.Has(target)) return false;
        return anchor is null || Document.All.Any(document => document.Name == target && document.Anchors.Contains(anchor));
    }

    private static void None(IEnumerable<string> wrong) => Assert.Empty(wrong);
}
