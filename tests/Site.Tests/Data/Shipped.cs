namespace Site.Tests.Data;

/// <summary>The data as the site loads them.</summary>
internal static class Shipped
{
    private static readonly Guide Guide = Guide.Load(AppContext.BaseDirectory);

    public static IReadOnlyList<Element> Elements => Guide.Elements;
    public static IReadOnlyList<Category> Categories => Guide.Categories;
    public static IReadOnlyList<Period> Periods => Guide.Periods;

    public static IReadOnlyList<Site.Essays.Essay> Essays => Guide.Essays;

    public static Element By(string symbol) => Elements.Single(element => element.Symbol == symbol);
}
