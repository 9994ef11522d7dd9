namespace Benchmarks.Data;

/// <summary>An item of the product list.</summary>
public sealed class Product(string name, float price, string description)
{
    public string Name { get; set; } = name;
    public float Price { get; set; } = price;
    public string Description { get; set; } = description;
}

/// <summary>A row of the tables.</summary>
public sealed class Row
{
    public required int Id { get; set; }
    public required string Name { get; set; }
    public required string Note { get; set; }
    public required int Qty { get; set; }
    public required decimal Price { get; set; }
    public required DateTime Created { get; set; }
}
