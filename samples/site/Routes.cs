using Caching;

namespace Site;

/// <summary>The pages of the site. Each model is a function: where the page is kept already, it is not called.</summary>
internal static class Routes
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    public static void MapGuide(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/", Reading, Home);
        app.MapMethods("/about", Reading, About);
        app.MapMethods("/elements", Reading, Index);
        app.MapMethods("/elements/{slug}", Reading, OneElement);
        app.MapMethods("/categories/{slug}", Reading, OneCategory);
        app.MapMethods("/periods/{number:int}", Reading, OnePeriod);
        app.MapFallback(NotFound);
    }

    private static Page Home(Guide guide) =>
        new Page("home", "table", () => new { Here = "table", guide.Elements, guide.Categories, guide.Periods });

    private static Page About() => new Page("about", "about", () => new { Here = "about" });

    private static Page Index(Guide guide, string? sort, string? dir)
    {
        var sorting = Sorting.Parse(sort, dir);
        return new Page("index", CacheKey.Of(sorting.Column.Key, sorting.Direction), () => new
        {
            Here = "index",
            Elements = sorting.Apply(guide.Elements),
            Columns = Column.All,
            Sort = sorting.Column,
            sorting.Direction,
        });
    }

    private static Page OneElement(Guide guide, HttpContext http, string slug) =>
        guide.Element(slug) is not { } element ? NotFound(http) : new Page("element", element.Number, () => new
        {
            Element = element,
            Previous = guide.Before(element),
            Next = guide.After(element),
            Kin = guide.KinOf(element),
        });

    private static Page OneCategory(Guide guide, HttpContext http, string slug) =>
        guide.Category(slug) is not { } category ? NotFound(http) : new Page("category", slug, () => new
        {
            Category = category,
            Elements = guide.Elements.Where(element => element.Category == category).ToList(),
        });

    private static Page OnePeriod(Guide guide, HttpContext http, int number) =>
        guide.Period(number) is not { } period ? NotFound(http) : new Page("period", number, () => new
        {
            Period = period,
            guide.Periods,
            Elements = guide.Elements.Where(element => element.Period == number).ToList(),
        });

    // It shows the address that was asked for, and there is no end of those: it is not kept.
    private static Page NotFound(HttpContext http) =>
        new("not-found", null, () => new { Path = http.Request.Path.Value }) { Status = StatusCodes.Status404NotFound };
}
