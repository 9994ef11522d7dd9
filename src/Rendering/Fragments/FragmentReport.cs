using System.Globalization;
using System.Text;

namespace Rendering.Fragments;

/// <summary>What became of one cached section, or of the page itself, and why.</summary>
public sealed record FragmentReport
{
    /// <summary>What people call it (<c>name:</c>); null where it has no name but its place.</summary>
    public string? Name { get; init; }

    /// <summary>The template in whose text it stands; for a page its own.</summary>
    public required string Template { get; init; }

    /// <summary>The template that it renders, where that is another one: a cached partial. Else null.</summary>
    public string? Partial { get; init; }

    /// <summary>The line of its statement, from 1; 0 for a page, and where the engine does not say.</summary>
    public int Line { get; init; }

    /// <summary>The column, from 1; 0 as <see cref="Line"/>.</summary>
    public int Column { get; init; }

    /// <summary>Its key as one would write it, such as <c>"tea", 42</c>; empty where it has none.</summary>
    public string Key { get; init; } = "";

    /// <summary>How many sections of this report it stands in.</summary>
    public int Depth { get; init; }

    /// <summary>What became of it.</summary>
    public FragmentOutcome Outcome { get; init; }

    /// <summary>Why it was not served; <see cref="FragmentReason.None"/> where it was.</summary>
    public FragmentReason Reason { get; init; }

    /// <summary>More of the reason: the tag and the time of its invalidation, the template that changed. Null where there is no more.</summary>
    public string? Detail { get; init; }

    /// <summary>Why it was not stored; null where it was, or was not made.</summary>
    public string? NotStored { get; init; }

    /// <summary>How old what was served is, or what was there and was not served; null where nothing was there.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Its length, in bytes of UTF-8.</summary>
    public int Size { get; init; }

    /// <summary>How long it took to make: now, or when it was stored. Zero where nobody measured.</summary>
    public TimeSpan MadeIn { get; init; }

    /// <summary>How long this render had to do with it, its making included.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>What the cache saved this render; zero where it was made.</summary>
    public TimeSpan Saved => Outcome is FragmentOutcome.Hit or FragmentOutcome.StaleHit && MadeIn > Took ? MadeIn - Took : TimeSpan.Zero;

    /// <summary>On one line, for people: <c>shop/card.liquid(3,5) "tea": made (invalidated: tag prices at 12:00:00), 340 bytes in 1.2 ms</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        text.Append(Template);
        if (Line > 0) text.Append(culture, $"({Line},{Column})");
        if (Partial is not null) text.Append(culture, $" {Partial}");
        if (Name is not null) text.Append(culture, $" [{Name}]");
        if (Key.Length > 0) text.Append(culture, $" {Key}");
        text.Append(culture, $": {Words.Of(Outcome)}");
        if (Reason != FragmentReason.None) text.Append(culture, $" ({Words.Of(Reason)}{(Detail is null ? "" : ": " + Detail)})");
        if (Age is { } age) text.Append(culture, $", age {Words.Of(age)}");
        text.Append(culture, $", {Size} bytes");
        if (MadeIn > TimeSpan.Zero) text.Append(culture, $", made in {Words.Of(MadeIn)}");
        if (Saved > TimeSpan.Zero) text.Append(culture, $", saved {Words.Of(Saved)}");
        if (NotStored is not null) text.Append(culture, $", not stored: {NotStored}");
        return text.ToString();
    }
}
