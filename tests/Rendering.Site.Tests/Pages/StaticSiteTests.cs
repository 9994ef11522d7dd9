namespace Rendering.Site.Tests.Pages;

public sealed class StaticSiteTests
{
    [Theory]
    [InlineData("/", "index.html")]
    [InlineData("/about", "about/index.html")]
    [InlineData("/about/", "about/index.html")]
    [InlineData("/feed.xml", "feed.xml")]
    [InlineData("/v1.2/notes", "v1.2/notes/index.html")]
    [InlineData("/Überschrift/ä b", "Überschrift/ä b/index.html")]
    public void A_path_is_a_file(string path, string file)
    {
        var site = new StaticSite().Page(path, "page");
        Assert.Equal(file, site.Find(path)!.OutputFile);
        Assert.Same(site.Find(path), site.Find(path.TrimEnd('/') + "/"));
    }

    [Theory]
    [InlineData("about")]
    [InlineData("//about")]
    [InlineData("/a//b")]
    [InlineData("/../about")]
    [InlineData("/a/./b")]
    [InlineData("/a\\b")]
    [InlineData("/c:")]
    [InlineData("/a.")]
    [InlineData("/a ")]
    [InlineData("/a?b=c")]
    [InlineData("/a%2e")]
    [InlineData("/a\0")]
    [InlineData("/a\x7f")]
    [InlineData("/.rendering/manifest.json")]
    [InlineData("/.Rendering/manifest.json")]
    [InlineData("/con")]
    [InlineData("/a/Nul/b")]
    [InlineData("/aux.tar.gz")]
    [InlineData("/com¹")]
    public void A_path_that_no_file_could_stand_for_everywhere_is_an_error(string path) =>
        Assert.Throws<ArgumentException>(() => new StaticSite().Page(path, "page"));

    [Fact]
    public void A_name_that_is_too_long_or_no_text_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => new StaticSite().Page("/" + new string('a', 256), "page"));
        Assert.Throws<ArgumentException>(() => new StaticSite().Page("/" + new string('ä', 128), "page"));
        // Both would be written as the same replacement character.
        Assert.Throws<ArgumentException>(() => new StaticSite().Page("/a\ud800", "page"));
        Assert.Single(new StaticSite().Page("/" + new string('ä', 127) + "/🜁 and console", "page").AllPages);
    }

    [Fact]
    public void A_folder_of_files_stays_inside_the_site() => Assert.Throws<ArgumentException>(() => new StaticSite().Folder("wwwroot", "/../above"));

    [Theory]
    [InlineData("/a", "/a/")]
    [InlineData("/Iron", "/iron")]
    [InlineData("/a", "/a/index.html")]
    [InlineData("/caf\u00e9", "/cafe\u0301")]
    public void Two_pages_that_would_be_one_file_somewhere_are_an_error(string one, string other)
    {
        var error = Assert.Throws<ArgumentException>(() => new StaticSite().Page(one, "page").Page(other, "page"));
        Assert.Contains("would be one file", error.Message);
    }

    [Theory]
    [InlineData("/a.b", "/a.b/c")]
    [InlineData("/a.b/c/d", "/a.b")]
    [InlineData("/A.b/c", "/a.B")]
    public void A_page_that_is_a_file_where_another_needs_a_folder_is_an_error_that_names_both(string one, string other)
    {
        var site = new StaticSite().Page(one, "page");
        var error = Assert.Throws<ArgumentException>(() => site.Page(other, "page"));
        Assert.Contains($"'{other}' and '{one}' cannot both be", error.Message);
        Assert.Equal(one, Assert.Single(site.AllPages).Path);
    }

    [Fact]
    public void A_pattern_is_a_page_for_each_item()
    {
        var site = new StaticSite().Pages("/years/{year}/notes", [1869, 1985], year => year, "year", year => year);
        Assert.Equal(["/years/1869/notes", "/years/1985/notes"], site.AllPages.Select(static page => page.Path));
        Assert.Null(site.Find("/years/1900/notes"));
    }

    [Theory]
    [InlineData("/years")]
    [InlineData("/years/{")]
    [InlineData("/}{")]
    [InlineData("/{a}/{b}")]
    public void A_pattern_without_one_name_in_braces_is_an_error(string pattern) =>
        Assert.Throws<ArgumentException>(() => new StaticSite().Pages(pattern, [1], year => year, "year", year => year));
}
