using System.Text.Json.Serialization;
using Rendering.Fragments;

namespace Rendering.Site.Building;

/// <summary>
/// The manifest of one built file: the rendition without its bytes. A record with nothing in it says that the file is the
/// builder's, and no more.
/// </summary>
internal sealed record PageRecord
{
    /// <summary>The template and the digest of all that it names in its text; null for bytes.</summary>
    public string? Template { get; init; }

    /// <summary>The digest of its data; null where only making it tells.</summary>
    public string? Data { get; init; }

    /// <summary>The digest of the bytes, the rendition's ETag.</summary>
    public string? ETag { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TemplateDependency>? Dependencies { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Tags { get; init; }
}
