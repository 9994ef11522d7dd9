using System.Collections.Concurrent;
using Rendering.Fragments;
using Rendering.Syntax;

namespace Rendering.Diagnostics;

/// <summary>The cached statements that were asked for, for who wants to read their counters.</summary>
internal sealed class PlaceTable(RendererCore core)
{
    // Templates have far fewer statements; names made up at run time are the ones that a bound is for.
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(string Template, int Offset), FragmentPlace> _places = new();

    /// <summary>The counters of the statement. Those of one that was parsed anew take the place of the old one's.</summary>
    public FragmentPlace Of(in FragmentSpec spec)
    {
        var at = (spec.From ?? spec.Template, spec.Offset);
        if (spec.Place is not { } own) return _places.Count < Most ? _places.GetOrAdd(at, static _ => new()) : _places.GetValueOrDefault(at) ?? new();
        if (own.IsListed) return own;
        if (_places.Count < Most || _places.ContainsKey(at)) _places[at] = own;
        own.IsListed = true;
        return own;
    }

    /// <summary>What was counted, most misses first.</summary>
    public IReadOnlyList<FragmentStatistics> Read() =>
    [
        .. _places.Values.Select(place =>
        {
            var (line, column) = Locate(place.Spec);
            return place.Read(line, column);
        }).OrderByDescending(static read => read.Misses).ThenBy(static read => read.Template, StringComparer.Ordinal).ThenBy(static read => read.Line),
    ];

    /// <summary>Line and column of the statement; zeros where its template is gone, or its engine does not say.</summary>
    public (int Line, int Column) Locate(in FragmentSpec spec)
    {
        try
        {
            if (core.Graph.Find(spec.From ?? spec.Template, null, core.Graph.Generation)?.Compiled is not ParsedTemplate template) return default;
            var at = template.Locate(spec.Offset);
            return (at.Line, at.Column);
        }
        catch (TemplateSyntaxException)
        {
            return default;
        }
    }
}
