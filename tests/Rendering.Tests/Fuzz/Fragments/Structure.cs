namespace Rendering.Tests.Fuzz.Fragments;

/// <summary>What follows from how made-up templates are nested: the tags and the life of sections, and what an edit concerns.</summary>
internal sealed class Structure(IReadOnlyDictionary<string, MadeTemplate> templates)
{
    /// <summary>All sections, pages as they are cached among them.</summary>
    public IEnumerable<Section> Sections => templates.Values.SelectMany(static template => SectionsIn(template.Parts).Concat(template.Page is { } page ? [page] : []));

    private static IEnumerable<Section> SectionsIn(Part[] parts) =>
        parts.SelectMany(part => (part is Section section ? (Section[])[section] : []).Concat(SectionsIn(Inside(part))));

    private static Part[] Inside(Part part) => part switch
    {
        Section section => section.Body,
        Each each => [each.Item],
        CachedInclude include => [include.Section],
        Loop loop => loop.Body,
        Hole hole => hole.Body,
        Fill fill => fill.Body,
        AsText text => text.Body,
        _ => [],
    };

    /// <summary>The tags of what is stored of it.</summary>
    public IEnumerable<string> TagsOf(Section section) =>
        Under(section).SelectMany(static part => part switch { Section inner => inner.Tags, TagHere here => [here.Tag], _ => [] });

    /// <summary>The least of its own life and of all that is rendered in it, in seconds; null for never, 0 where something in it must not be stored.</summary>
    public int? LifeOf(Section section) =>
        Under(section).Min(part => part switch
        {
            Section inner => inner.Expire,
            ExpireHere here => here.Seconds,
            NoStoreHere => 0,
            // What was made text of cannot keep its holes.
            AsText text when Under(text, into: static inner => inner is not Fill).Any(static inner => inner is Hole) => 0,
            _ => null,
        });

    // It, and all that is rendered in it; a hole keeps its own to itself. What fills a section of the layout is no part of the text around it.
    private IEnumerable<Part> Under(Part part, Func<Part, bool>? into = null)
    {
        var inside = part switch
        {
            Hole => [],
            _ when into?.Invoke(part) == false => [],
            Include include => templates[include.Template].Parts,
            Section section when LayoutOf(section) is { } layout => [.. section.Body, .. templates[layout].Parts],
            _ => Inside(part),
        };
        return inside.SelectMany(inner => Under(inner, into)).Prepend(part);
    }

    private string? LayoutOf(Section section) => templates.Values.FirstOrDefault(template => template.Page == section)?.Layout;

    /// <summary>The templates that the text of one leads to.</summary>
    public HashSet<string> Closure(string name)
    {
        var found = new HashSet<string> { name };
        if (templates[name].Layout is { } layout) found.UnionWith(Closure(layout));
        foreach (var include in Named(templates[name].Parts)) found.UnionWith(Closure(include));
        return found;

        static IEnumerable<string> Named(Part[] parts) =>
            parts.SelectMany(part => part is Include { ByMember: false } include ? [include.Template] : Named(Inside(part)));
    }
}
