namespace Site;

/// <summary>A family of elements.</summary>
public sealed record Category(string Slug, string Name, string Text);

/// <summary>A row of the periodic table.</summary>
public sealed record Period(int Number, string Text);

/// <summary>One chemical element, as templates see it. Null is "not known", never "zero".</summary>
public sealed record Element
{
    public required int Number { get; init; }
    public required string Symbol { get; init; }
    public required string Name { get; init; }

    /// <summary>Daltons; a decimal, so that 1.0080 keeps the digit that says how well it is known.</summary>
    public required decimal Mass { get; init; }

    /// <summary>The mass is the mass number of the longest-lived isotope: the element has no standard atomic weight.</summary>
    public bool LongestLived { get; init; }

    /// <summary>1 to 18; null in the f-block.</summary>
    public int? Group { get; init; }
    public required int Period { get; init; }
    public required string Block { get; init; }
    public required Category Category { get; init; }

    /// <summary>"solid", "liquid" or "gas" at 25 °C and 100 kPa.</summary>
    public string? Phase { get; init; }

    /// <summary>Grams per cubic centimetre.</summary>
    public decimal? Density { get; init; }

    /// <summary>Kelvins.</summary>
    public decimal? MeltingPoint { get; init; }

    /// <summary>Kelvins; the sublimation point where <see cref="Sublimes"/>.</summary>
    public decimal? BoilingPoint { get; init; }
    public bool Sublimes { get; init; }

    /// <summary>Null: known since antiquity.</summary>
    public int? Year { get; init; }
    public string? Discoverer { get; init; }
    public required string Note { get; init; }

    public string Slug => Name.ToLowerInvariant();

    /// <summary>The column of its cell: its group, or its turn in the f-block, whose rows start below group 3.</summary>
    public int Column => Group ?? Number - (Period == 6 ? 54 : 86);

    /// <summary>The row of its cell: its period, or one of the two rows of the f-block, below a gap.</summary>
    public int Row => Group is null ? Period + 3 : Period;
}
