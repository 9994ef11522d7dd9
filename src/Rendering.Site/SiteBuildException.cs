namespace Rendering.Site;

/// <summary>
/// A build that could not make all pages, or could not use its output folder. What could be made is written, the files of what
/// could not are as they were, and the next build goes on from there.
/// </summary>
public sealed class SiteBuildException : TemplateException
{
    internal SiteBuildException(string problem, Exception? inner = null) : base(problem, inner) => Failures = [];

    internal SiteBuildException(IReadOnlyList<SiteFailure> failures) : base(Describe(failures), failures[0].Error) => Failures = failures;

    /// <summary>The pages that could not be made, by their files' names.</summary>
    public IReadOnlyList<SiteFailure> Failures { get; }

    private static string Describe(IReadOnlyList<SiteFailure> failures)
    {
        // A layout fails in all of its pages: one line a reason, or the second one is never seen.
        const int shown = 5;
        var reasons = failures.GroupBy(static failure => failure.Error.Message).ToList();
        var lines = reasons.Take(shown).Select(static reason => reason.Count() == 1
            ? $"\n{reason.First().File}: {reason.Key}"
            : $"\n{reason.First().File} and {reason.Count() - 1} more: {reason.Key}");
        var rest = reasons.Count > shown ? $"\nand {reasons.Skip(shown).Sum(static reason => reason.Count())} more, for {reasons.Count - shown} other reasons" : "";
        return $"{failures.Count} of the site's files could not be made:{string.Concat(lines)}{rest}";
    }
}

/// <summary>A page or file that could not be made, and why.</summary>
public sealed record SiteFailure(string File, Exception Error);
