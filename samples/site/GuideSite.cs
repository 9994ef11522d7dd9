using Rendering.Site;

namespace Site;

/// <summary>
/// The pages of the guide: one list, served live and built as files. Each model is a function, so where a page is kept already,
/// it is not called.
/// </summary>
internal static class GuideSite
{
    // Hosts of files show it, and no search engine is to.
    private const string Missing = "/404.html";

    /// <param name="root">The folder that holds <c>data</c>, <c>essays</c> and <c>wwwroot</c>.</param>
    public static StaticSite Load(string root)
    {
        var guide = Guide.Load(root);
        var search = new SearchIndex(guide);
        var site = new StaticSite();
        site.Page("/", "home", () => new { Here = "table", guide.Elements, guide.Categories, guide.Periods, guide.Essays })
            .Page("/about", "about", () => new { Here = "about" })
            .Page(Missing, "not-found")
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
            .Page("/essays", "essays", () => new { Here = "essays", guide.Essays })
            .Pages("/essays/{slug}", guide.Essays, essay => essay.Slug, "essay", essay => new { Essay = essay, Newer = guide.Newer(essay), Older = guide.Older(essay) })
            .Page("/feed.xml", "feed.atom", () => new { guide.Essays })
            .Page("/search", "search", () => new { Here = "search", search.Letters })
            .Bytes("/search.json", _ => new(search.ToUtf8()), version: () => search.Entries)
            .Page("/sitemap.xml", "sitemap.xml", () => new { Paths = site.AllPages.Where(page => page.IsHtml && page.Path != Missing).Select(page => page.Path) })
            .Page("/robots.txt", "robots.txt")
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
        Essays = guide.EssaysOn(element),
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
