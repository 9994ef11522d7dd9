using System.Text;

namespace Rendering.AspNetCore;

/// <summary>The tags of a page as a header, by which a cache in front of the site can be told to drop it.</summary>
internal static class TagHeader
{
    // The least of what the known caches take: Fastly's Surrogate-Key and Cloudflare's Cache-Tag each end at 16 KB.
    private const int Longest = 16 * 1024;

    /// <summary>The value of the header; null where it is longer than a cache would read.</summary>
    public static string? Of(string header, IEnumerable<string> tags)
    {
        var separator = header.EndsWith("Cache-Tag", StringComparison.OrdinalIgnoreCase) ? "," : " ";
        var text = new StringBuilder();
        // Those with a control character are our own.
        foreach (var tag in tags.Where(static tag => !char.IsControl(tag[0])).Order(StringComparer.Ordinal))
        {
            // Injective, and free of both separators.
            text.Append(text.Length == 0 ? "" : separator).Append(Uri.EscapeDataString(tag));
            if (text.Length > Longest)
                return null;
        }

        return text.ToString();
    }
}
