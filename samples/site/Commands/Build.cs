using System.CommandLine;
using Rendering;
using Rendering.Site;
using Rendering.Templates;
using Spectre.Console;

namespace Site.Commands;

/// <summary>Writes the pages as files, for any host that serves files.</summary>
internal static class Build
{
    // What a shell sees of a program that Ctrl+C ended.
    private const int Ended = 130;

    public static Command Command()
    {
        var folder = new Argument<string>("folder") { Description = "Where the site goes; what an earlier build made there is used again." };
        var address = new Option<string>("--address") { Description = "Where the site is published, such as https://example.org; the feed and the sitemap need it." };
        var command = new Command("build", "Builds the site as static files.") { folder, address };
        folder.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>())) result.AddError("The folder has no name.");
        });
        command.SetAction(async (result, cancellation) =>
        {
            if (result.UnmatchedTokens is not [var word, ..])
                return await RunAsync(result.GetRequiredValue(folder), Settings.At(result.GetValue(address)), cancellation);
            await Console.Error.WriteLineAsync($"build knows no '{word}'. build --help lists what it knows.");
            return 1;
        });
        return command;
    }

    private static async Task<int> RunAsync(string folder, Settings settings, CancellationToken cancellation)
    {
        var root = Place.ContentRoot();
        using var templates = new FolderTemplateSource(Path.Combine(root, "templates"), TemplateReload.Never);
        var builder = new SiteBuilder(GuideSite.Load(root), new RendererOptions { Templates = templates, Globals = settings });
        try
        {
            var summary = await AnsiConsole.Progress().HideCompleted(true).StartAsync(bars =>
                builder.BuildAsync(folder, new SiteBuildOptions { Progress = new Bar(bars.AddTask("Building")) }, cancellation));
            Show(summary, folder);
            return 0;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Ended before the site was whole. The next build goes on from there.");
            return Ended;
        }
    }

    private static void Show(SiteSummary summary, string folder)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Pages", "Rendered", "Reused", "Other files", "Written", "Deleted");
        foreach (var column in table.Columns) column.RightAligned();
        AnsiConsole.Write(table.AddRow(
            [.. new[] { summary.Pages, summary.Rendered, summary.Reused, summary.Copied, summary.Written, summary.Deleted }.Select(static n => new Text($"{n}"))]));
        // Not through the console library: it would wrap the line.
        Console.WriteLine($"{summary}, in {folder}");
    }

    private sealed class Bar(ProgressTask task) : IProgress<SiteProgress>
    {
        public void Report(SiteProgress value)
        {
            task.MaxValue = value.Total;
            task.Increment(1);
        }
    }
}
