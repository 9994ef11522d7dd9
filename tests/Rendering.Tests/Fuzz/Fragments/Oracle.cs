namespace Rendering.Tests.Fuzz.Fragments;

/// <summary>
/// A piece of what a page must print: text, or a value with the sections that it may come from, outermost first. Without sections it is what the
/// value is now.
/// </summary>
internal readonly record struct Expected(string Text, int Value = -1, Section[]? Sections = null)
{
    public bool IsValue => Value >= 0;
}

/// <summary>Says what a page prints, by the rules of the promises and by no code of the renderer's.</summary>
internal sealed class Oracle(IReadOnlyDictionary<string, MadeTemplate> site, string user)
{
    private readonly Dictionary<string, List<Expected>> _filled = [];
    private readonly HashSet<(string, string)> _once = [];

    /// <summary>Where a part is rendered: the sections around it, the loops, and what the variables were given.</summary>
    private sealed record Place(Section[] Sections, bool InHole, Dictionary<string, int> Loops, Dictionary<string, Section[]?> Locals);

    public List<Expected> Render(MadeTemplate page, bool cached)
    {
        var place = new Place(cached ? [page.Page!] : [], InHole: false, [], []);
        List<Expected> body = [], output = [];
        Walk(page.Parts, place, body);
        if (page.Layout is not { } layout) return body;
        foreach (var part in site[layout].Parts)
            if (part is Body) output.AddRange(body);
            else if (part is Yield yield) output.AddRange(_filled.GetValueOrDefault(yield.Name) ?? []);
            else Walk([part], place, output);
        return output;
    }

    private void Walk(Part[] parts, Place place, List<Expected> output)
    {
        foreach (var part in parts) Walk(part, place, output);
    }

    private void Walk(Part part, Place place, List<Expected> output)
    {
        switch (part)
        {
            case Words words:
                output.Add(new(words.Text));
                break;
            case Print print:
                output.Add(new("", print.Value, place.Sections));
                break;
            case PrintUser:
                output.Add(new($"[user:{user}]"));
                break;
            case Assign assign:
                place.Locals[assign.Name] = null;
                break;
            case PrintLocal local:
                output.Add(new("", local.Value, place.Locals[local.Name] ?? place.Sections));
                break;
            case PrintIndex index:
                output.Add(new($"({place.Loops[index.Loop]})"));
                break;
            case Loop loop:
                for (var i = 1; i <= loop.Count; i++) Walk(loop.Body, place with { Loops = new(place.Loops) { [loop.Name] = i } }, output);
                break;
            case Each each:
                Walk(new Loop(each.Name, each.Count, [each.Item]), place, output);
                break;
            case Include include:
                Walk(site[include.Template].Parts, place, output);
                break;
            case CachedInclude include:
                Walk(include.Section, place, output);
                break;
            case AsText text:
                Walk(text.Body, place, output);
                break;
            case Section section:
                Walk(section.Body, place with { Sections = [.. place.Sections, section], Locals = new(place.Locals) }, output);
                break;
            case Hole hole:
                // It has what it captured when the sections around it were rendered; all else is of now.
                var captured = place.Locals.ToDictionary(static local => local.Key, local => local.Value ?? place.Sections);
                Walk(hole.Body, place with { Sections = [], InHole = true, Locals = captured! }, output);
                break;
            case Fill fill:
                Filled(fill, place);
                break;
        }
    }

    private void Filled(Fill fill, Place place)
    {
        // A hole lets nothing out but what it prints.
        if (place.InHole || (fill.Once is { } once && !_once.Add((fill.Name, once)))) return;
        if (!_filled.TryGetValue(fill.Name, out var content)) _filled[fill.Name] = content = [];
        Walk(fill.Body, place with { Locals = new(place.Locals) }, content);
    }
}
