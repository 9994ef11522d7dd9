using Rendering.Output;
using Rendering.Values;

namespace Rendering.Fragments;

/// <summary>A hole of a template: where its body is, and what it knows of the place where it stood.</summary>
public sealed class TemplateHole : Hole
{
    /// <summary>What a hole takes up in memory besides what it captures, in bytes, about.</summary>
    internal const int OwnSize = 300;

    /// <param name="template">The full name of the template that the body is in.</param>
    /// <param name="number">Which of the template's holes it is, in the order of the text, from 0.</param>
    /// <param name="captured">The values that the body reads and that belong to the place where the hole stood.</param>
    public TemplateHole(string template, int number, IReadOnlyList<CapturedValue> captured)
    {
        Template = template;
        Number = number;
        Captured = captured;
    }

    /// <summary>The full name of the template that the body is in.</summary>
    public string Template { get; }

    /// <summary>Which of the template's holes it is, in the order of the text, from 0.</summary>
    public int Number { get; }

    /// <summary>The values that the body reads and that belong to the place where the hole stood.</summary>
    public IReadOnlyList<CapturedValue> Captured { get; }

    internal override long Size => OwnSize + (2L * (Source?.Length ?? 0)) + Captured.Sum(static captured => captured.Path.Sum(static name => 24L + (2 * name.Length)) + SizeOf(captured.Value));

    /// <summary>Whether the body sees the model of the page; what stands in an isolated partial does not.</summary>
    public bool SeesModel { get; init; }

    /// <summary>Whether the body may read a member of the page's model, which then is loaded for it.</summary>
    public bool ReadsModel { get; init; }

    /// <summary>What an ETag of the page says of the hole.</summary>
    public HoleValidity Validity { get; init; }

    /// <summary>Where a client or an ESI processor gets what fills it, for pages that leave that to them; null for nowhere.</summary>
    public string? Source { get; init; }

    private static long SizeOf(in Value value)
    {
        var size = 24L;
        if (value.AsString is { } text) size += 2L * text.Length;
        else if (value.AsObject is ValueArray list)
            foreach (var item in list.Items) size += SizeOf(item);
        return size;
    }
}

/// <summary>What an ETag of a page says of one of its holes.</summary>
public enum HoleValidity
{
    /// <summary>Nothing: nobody knows when it changes, so the page has no ETag.</summary>
    Unknown,

    /// <summary>Its version, which is asked for.</summary>
    Version,

    /// <summary>A client may keep what it has.</summary>
    Stale,
}

/// <summary>A value that a hole has captured, under the path by which its body reads it: <c>product</c>, <c>name</c>.</summary>
public readonly record struct CapturedValue(IReadOnlyList<string> Path, Value Value);
