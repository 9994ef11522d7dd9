namespace Site.Tests.EndToEnd;

/// <summary>One page of each kind.</summary>
public static class Pages
{
    public static TheoryData<string, string> Kinds => new()
    {
        { "/", "A Field Guide to the Chemical Elements" },
        { "/elements/iron", "Iron" },
        { "/elements/tennessine", "Tennessine" },
        { "/categories/noble-gas", "Noble gases" },
        { "/periods/2", "Period 2" },
        { "/elements?sort=mass&dir=desc", "Index" },
        { "/by/density", "Index" },
        { "/essays", "Essays" },
        { "/essays/lines-of-light", "Lines of light" },
        { "/search", "Search" },
        { "/about", "About this guide" },
    };

    /// <summary>Each page that looks like no other: the index is laid out alike in every order.</summary>
    public static TheoryData<string> Layouts => [.. Kinds.Select(row => (string)row[0]).Where(path => !path.Contains('?')), "/nowhere"];
}
