using Rendering.Output;

namespace Rendering.Fragments;

/// <summary>What a page hands to its layout: its body and its sections.</summary>
public sealed class PageParts
{
    private readonly HashSet<(string Kind, string Name, string Once)> _once = [];
    private readonly Dictionary<string, List<Segments>> _sections = new(StringComparer.Ordinal);

    /// <summary>The layout that the page asked for last and that was not applied yet; null for none.</summary>
    public string? Layout { get; private set; }

    /// <summary>The rendered page, while its layout is rendered; null outside of a layout.</summary>
    public Segments? Body { get; internal set; }

    /// <summary>The parts of a section in the order they were filled; null where nothing filled it.</summary>
    public IReadOnlyList<Segments>? Section(string name) => _sections.GetValueOrDefault(name);

    internal string? TakeLayout()
    {
        var layout = Layout;
        Layout = null;
        return layout;
    }

    internal void Apply(Capture capture)
    {
        if (capture.Once is { } once && !_once.Add((capture.Kind, capture.Name, once))) return;
        if (capture.Kind == Fragments.Capture.Layout) Layout = capture.Name.Length == 0 ? null : capture.Name;
        else if (capture.Kind == Fragments.Capture.Section)
        {
            if (!_sections.TryGetValue(capture.Name, out var parts)) _sections[capture.Name] = parts = [];
            parts.Add(capture.Content);
        }
    }

    internal void Clear()
    {
        _sections.Clear();
        _once.Clear();
        Layout = null;
        Body = null;
    }
}
