using System.Globalization;

namespace Rendering.Site;

/// <summary>What a build did.</summary>
/// <param name="Rendered">Pages that were made.</param>
/// <param name="Reused">Pages that were left as they are, since nothing that they are made from has changed.</param>
/// <param name="Copied">Files of folders.</param>
/// <param name="Written">Pages and files that were not on disk as they should be, and were written.</param>
/// <param name="Deleted">Files that an earlier build wrote and that belong to no page any more.</param>
/// <param name="Bytes">Of all pages that were made and files that were written.</param>
/// <param name="Elapsed">Wall time.</param>
public sealed record SiteSummary(int Rendered, int Reused, int Copied, int Written, int Deleted, long Bytes, TimeSpan Elapsed)
{
    /// <summary>All pages.</summary>
    public int Pages => Rendered + Reused;

    /// <summary>One line: <c>146 pages: 3 rendered, 143 reused; 2 other files; 4 written, 1 deleted; 0.21 s</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Pages} pages: {Rendered} rendered, {Reused} reused; {Copied} other files; {Written} written, {Deleted} deleted; {Elapsed.TotalSeconds:0.00} s");
}
