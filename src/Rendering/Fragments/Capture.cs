using System.Text;
using Rendering.Output;

namespace Rendering.Fragments;

/// <summary>
/// A side effect of rendering, which a hit replays in its order: by kind and name, with content. A kind that is none of these is the
/// host's own; it finds what was captured in <see cref="Rendition.Captures"/>.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Of which section, header or other thing.</param>
/// <param name="Content">What is put there.</param>
public sealed record Capture(string Kind, string Name, Segments Content)
{
    /// <summary>The content of a section for the layout.</summary>
    public const string Section = "section";

    /// <summary>The layout of the page; the name is the layout's.</summary>
    public const string Layout = "layout";

    /// <summary>A header of the response; the content is its value, which is added to what the header has.</summary>
    public const string Header = "header";

    /// <summary>A variable that a section lets out; the content is its typed text.</summary>
    internal const string Variable = "variable";

    /// <summary>Of several captures of a kind and name with the same text here, the first counts; null: all do.</summary>
    public string? Once { get; init; }

    /// <summary>The content as text, for kinds that are text.</summary>
    public string Text => Encoding.UTF8.GetString(Content.Utf8.Span);
}
