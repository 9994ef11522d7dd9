using Rendering.Site;

namespace Site;

/// <summary>
/// The pages of the guide: one list, served live and built as files. Each model is a function, so where a page is kept already,
/// it is not called.
/// </summary>
internal static class GuideSite
{
    /// <param name="root">The folder that holds <c>data</c>, <c>templates</c> and <c>wwwroot</c>.</param>
    public static StaticSite Load(string root)
    {
        var guide = Guide.Load(Path.Combine(root, "data"));
        var site = new StaticSite()
            .Page("/", "home", () => new { Here = "table", guide.Elements, guide.Categories, guide.Periods })
            .Page("/about", "about", () => new { Here = "about" })
            .Page("/404.html", "not-found")
            .Pages("/elements/{name}", guide.Elements, element => element.Slug, "element", element => ElementModel(guide, element))
            .Pages("/categories/{slug}", guide.Categories, category => category.Slug, "category", category => new
            {
                Category = category,
                Elements = guide.Elements.Where(element => element.Category == category).ToList(),
            })
            .Pages("/periods/{number}", guide.Periods, period => period.Number, "period", period => new
            {
                Period = period,
                guide.Periods,
                Elements = guide.Elements.Where(element => element.Period == period.Number).ToList(),
            })
            .Folder(Path.Combine(root, "wwwroot"));
        foreach (var sorting in Sorting.All)
            site.Page(sorting.Path, "index", () => IndexModel(guide, sorting));
        return site;
    }

    private static object ElementModel(Guide guide, Element element) => new
    {
        Element = element,
        Previous = guide.Before(element),
        Next = guide.After(element),
        Kin = guide.KinOf(element),
    };

    private static object IndexModel(Guide guide, Sorting sorting) => new
    {
        Here = "index",
        Elements = sorting.Apply(guide.Elements),
        Columns = Column.All.Select(column => new { column.Label, column.Unit, column.Numeric, IsSorted = column == sorting.Column, Path = sorting.After(column).Path }),
        Sort = sorting.Column,
        sorting.Direction,
    };
}
