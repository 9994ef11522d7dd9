namespace Rendering.Tests.Fuzz.Fragments;

/// <summary>A part of a made-up template; <see cref="Spelling"/> writes it in a language, <see cref="Oracle"/> says what it prints.</summary>
internal abstract record Part;

/// <summary>Text that an edit changes.</summary>
internal sealed record Words(string Text) : Part;

/// <summary>One of the site's values, which stand for what a database holds; it prints which version of it it saw.</summary>
internal sealed record Print(int Value) : Part;

/// <summary>Who the page is rendered for.</summary>
internal sealed record PrintUser : Part;

internal sealed record Assign(string Name, int Value) : Part;

/// <summary>A variable that was given one of the values before.</summary>
internal sealed record PrintLocal(string Name, int Value) : Part;

internal sealed record Loop(string Name, int Count, Part[] Body) : Part;

/// <summary>The variable of a loop.</summary>
internal sealed record PrintIndex(string Loop) : Part;

/// <summary>An include, by its name or by a member of the model that holds it.</summary>
internal sealed record Include(string Template, bool ByMember) : Part;

/// <summary>An include that is a cached section by itself, in the namespace of what it includes.</summary>
internal sealed record CachedInclude(string Template, Section Section) : Part;

/// <summary>What a section says of itself while it is rendered.</summary>
internal sealed record TagHere(string Tag) : Part;

internal sealed record ExpireHere(int Seconds) : Part;

internal sealed record NoStoreHere : Part;

/// <summary>A section of the layout is filled.</summary>
internal sealed record Fill(string Name, string? Once, Part[] Body) : Part;

/// <summary>Rendered to text, which is then printed.</summary>
internal sealed record AsText(string Name, Part[] Body) : Part;

internal sealed record Hole(Part[] Body) : Part;

/// <summary>In a layout: the page's body, or one of its sections.</summary>
internal sealed record Body : Part;

internal sealed record Yield(string Name) : Part;

/// <summary>A cached section. The page as it is cached is one too.</summary>
internal sealed record Section(string Namespace, string[] Key, int? Expire, string[] Tags, Part[] Body) : Part
{
    /// <summary>When what is stored of it was voided, in the order of the steps.</summary>
    public List<int> Voids { get; } = [];
}

/// <summary>A collection, each item of it a section.</summary>
internal sealed record Each(string Name, int Count, Section Item) : Part;

/// <summary>A made-up template.</summary>
internal sealed class MadeTemplate(string name)
{
    public string Name => name;

    public bool IsScriban => name.EndsWith(".sbn", StringComparison.Ordinal);

    public Part[] Parts { get; set; } = [];

    public string? Layout { get; set; }

    /// <summary>For a page: as it is cached whole.</summary>
    public Section? Page { get; set; }
}
