using System.Text.Json;

namespace Rendering.Site.Building;

/// <summary>
/// What the last build made, and with that, which files are the builder's to change and delete. In the order of its files and
/// without times, so that the same site has the same manifest.
/// </summary>
internal sealed record Manifest(int Format, string Settings, SortedDictionary<string, PageRecord> Files)
{
    private const int Current = 1;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static Manifest Of(string settings, IEnumerable<KeyValuePair<string, PageRecord>> files) =>
        new(Current, settings, new(new Dictionary<string, PageRecord>(files), StringComparer.Ordinal));

    /// <summary>An empty manifest for bytes that are none: then everything is made, and nothing is deleted.</summary>
    public static Manifest Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            if (JsonSerializer.Deserialize<Manifest>(utf8, Json) is { Format: Current, Files: not null } manifest && manifest.Files.Keys.All(IsInside))
                return manifest with { Files = new(manifest.Files, StringComparer.Ordinal) };
        }
        catch (JsonException)
        {
        }
        return Of("", []);
    }

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    // The builder deletes what is listed here: nobody who writes into the output gets to say more than that.
    private static bool IsInside(string file) => !Path.IsPathRooted(file)
        && !file.Split('/', '\\').Any(static part => part == ".." || part.Equals(OutputFolder.StateName, StringComparison.OrdinalIgnoreCase));
}
