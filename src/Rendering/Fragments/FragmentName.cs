namespace Rendering.Fragments;

/// <summary>
/// The names of fragments as tags, which is how all fragments of a name, and what holds them, are removed at once. No tag of a template or host
/// begins as these do.
/// </summary>
internal static class FragmentName
{
    private const string Prefix = "\u0001fragment:";

    public static string Tag(string name) => Prefix + name;

    /// <summary>The name that the tag stands for; null where it is an ordinary one.</summary>
    public static string? Of(string tag) => tag.StartsWith(Prefix, StringComparison.Ordinal) ? tag[Prefix.Length..] : null;

    /// <summary>
    /// What is tagged so has this key in the namespace and, behind it, values of the request: one call removes all of them.
    /// </summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="key">The parts that the call or the statement gives, as <see cref="Caching.CacheKeyWriter"/> writes them.</param>
    public static string KeyTag(string ns, string key) => $"\u0001key:{ns}\n{key}";

    public static bool IsReserved(string tag) => tag[0] == Prefix[0];

    /// <summary>What a section is tagged with from the start.</summary>
    /// <exception cref="TemplateRenderException">A tag is one of ours.</exception>
    public static IReadOnlyCollection<string>? TagsOf(in FragmentSpec spec)
    {
        foreach (var tag in spec.Tags ?? [])
            if (tag.Length > 0 && IsReserved(tag)) throw new TemplateRenderException("A tag begins with the control character U+0001, which is kept for the names of fragments");
        return spec.Name is { } name ? [.. spec.Tags ?? [], Tag(name)] : spec.Tags;
    }
}
