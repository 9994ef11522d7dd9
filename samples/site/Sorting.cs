namespace Site;

/// <summary>A column of the index, and what it sorts by.</summary>
public sealed record Column(string Key, string Label, string? Unit, bool Numeric, Func<Element, IComparable?> By)
{
    public static readonly IReadOnlyList<Column> All =
    [
        new("number", "Number", null, true, e => e.Number),
        new("symbol", "Symbol", null, false, e => e.Symbol),
        new("name", "Name", null, false, e => e.Name),
        new("mass", "Mass", "Da", true, e => e.Mass),
        new("family", "Family", null, false, e => e.Category.Name),
        new("phase", "Phase", "25 °C", false, e => e.Phase),
        new("density", "Density", "g/cm³", true, e => e.Density),
        new("melting", "Melting point", "K", true, e => e.MeltingPoint),
        new("boiling", "Boiling point", "K", true, e => e.BoilingPoint),
        new("year", "Year", null, true, e => e.Year ?? 0),
    ];
}

/// <summary>The order that a query asks for. What is not a column, or not a direction, is the default: one page, one key.</summary>
public sealed record Sorting(Column Column, bool Descending)
{
    /// <summary>Every order.</summary>
    public static IEnumerable<Sorting> All => Column.All.SelectMany(column => new[] { new Sorting(column, false), new Sorting(column, true) });

    /// <summary>Its page: <c>/by/mass</c>, <c>/by/mass/descending</c>; the default order is the index itself.</summary>
    public string Path => (Column == Column.All[0], Descending) switch
    {
        (true, false) => "/elements",
        (_, false) => $"/by/{Column.Key}",
        _ => $"/by/{Column.Key}/descending",
    };

    public string Direction => Descending ? "descending" : "ascending";

    public static Sorting Parse(string? sort, string? dir) =>
        new(Column.All.FirstOrDefault(column => column.Key == sort) ?? Column.All[0], dir == "desc");

    /// <summary>The order that a column's heading leads to: by it, and the other way where it is the order already.</summary>
    public Sorting After(Column column) => new(column, column == Column && !Descending);

    /// <summary>What is not known comes last, whichever the direction.</summary>
    public IReadOnlyList<Element> Apply(IEnumerable<Element> elements)
    {
        var known = elements.OrderBy(element => Column.By(element) is null);
        var sorted = Descending ? known.ThenByDescending(Column.By) : known.ThenBy(Column.By);
        return [.. sorted.ThenBy(element => element.Number)];
    }
}
