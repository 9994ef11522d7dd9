namespace Site.Tests.Data;

/// <summary>The data as the site loads them.</summary>
internal static class Shipped
{
    private static readonly Guide Guide = Guide.Load(Path.Combine(AppContext.BaseDirectory, "data"));

    public static IReadOnlyList<Element> Elements => Guide.Elements;
    public static IReadOnlyList<Category> Categories => Guide.Categories;
    public static IReadOnlyList<Period> Periods => Guide.Periods;

    public static Element By(string symbol) => Elements.Single(element => element.Symbol == symbol);
}
