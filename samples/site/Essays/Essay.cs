namespace Site.Essays;

/// <summary>A piece of writing about a few elements.</summary>
/// <param name="Slug">Its name in addresses: the name of its file.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Date">The day it was published.</param>
/// <param name="Summary">One or two sentences, plain text.</param>
/// <param name="Elements">The elements it is about.</param>
/// <param name="Html">The body as markup, ready to be printed.</param>
/// <param name="Text">The body as plain text, for search.</param>
public sealed record Essay(string Slug, string Title, DateOnly Date, string Summary, IReadOnlyList<Element> Elements, string Html, string Text)
{
    // Words a minute of an unhurried reader.
    private const int Pace = 200;

    public int Words => Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    public int Minutes => (Words + Pace - 1) / Pace;
}
