namespace Rendering.Site;

/// <summary>The options of one build.</summary>
public sealed record SiteBuildOptions
{
    /// <summary>How many pages are made at once; as many as the machine has processors unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not at least 1.</exception>
    public int Parallelism
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>Tags whose pages are made again, whatever else is known of them.</summary>
    public IReadOnlyCollection<string> ChangedTags { get; init; } = [];

    /// <summary>
    /// What becomes of holes that can be had from elsewhere. Rendered unless set, as all others are: with the model of the page and no
    /// visitor.
    /// </summary>
    public HoleMode Holes { get; init; }

    /// <summary>Told of each page and file when it is done, from several threads.</summary>
    public IProgress<SiteProgress>? Progress { get; init; }
}

/// <summary>What became of a page or a file.</summary>
public enum SiteOutcome
{
    /// <summary>It was made, by its template or its code.</summary>
    Rendered,

    /// <summary>Nothing that it is made from has changed: it was left as it is.</summary>
    Reused,

    /// <summary>It is a file of a folder: it is there as it should be, copied where it was not.</summary>
    Copied,

    /// <summary>It could not be made; the build ends with its error.</summary>
    Failed,
}

/// <summary>How far a build is.</summary>
/// <param name="Done">Pages and files that are done.</param>
/// <param name="Total">All of them.</param>
/// <param name="File">The one just done, below the output folder.</param>
/// <param name="Outcome">What became of it.</param>
public readonly record struct SiteProgress(int Done, int Total, string File, SiteOutcome Outcome);
