using System.Globalization;
using System.Text;
using Rendering;

namespace Site;

/// <summary>How a page was made, for its reader. It is appended to the page, outside of what is kept and of its tag.</summary>
internal static class Strip
{
    public static ReadOnlyMemory<byte> Of(RenderedPage page)
    {
        var report = page.Report;
        var (state, said) = report.PageHit switch
        {
            true => ("hit", "kept from before"),
            false => ("miss", "made now"),
            null => ("none", "made now, not to be kept"),
        };
        var sections = report.PageHit == true ? "none needed" : $"{report.FragmentHits} kept, {report.FragmentMisses} made";
        var tag = report.PageHit is null ? "none" : page.ETag ?? "none";
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
            <aside class="made" aria-label="How this page was made" data-page="{state}" data-kept="{report.FragmentHits}" data-made="{report.FragmentMisses}">
              <p><b>Page</b> {said}</p>
              <p><b>Sections</b> {sections}</p>
              <p><b>Time</b> {report.Elapsed.TotalMilliseconds:0.00} ms</p>
              <p><b>ETag</b> <code>{tag}</code></p>
            </aside>

            """));
    }
}
