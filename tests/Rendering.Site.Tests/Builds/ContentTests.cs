using Rendering.Site.Tests.Support;

namespace Rendering.Site.Tests.Builds;

/// <summary>The folders whose files are copied.</summary>
public sealed class ContentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Names_that_start_with_a_dot_are_left_out_but_for_the_one_folder_that_is_public()
    {
        foreach (var name in (string[])[".git/config", ".hidden", "a/.hidden", ".well-known/security.txt", ".well-known/.hidden"]) _folder.Write("www/" + name, name);
        Assert.Equal([".well-known/security.txt"], await BuiltAsync(new StaticSite().Folder(_folder["www"])));
    }

    [Fact]
    public async Task A_later_folder_s_file_takes_the_place_of_an_earlier_one_s()
    {
        _folder.Write("theme/site.css", "theme");
        _folder.Write("theme/a/b.txt", "theme");
        _folder.Write("own/Site.css", "own");
        Assert.Equal(["css/Site.css", "css/a/b.txt"], await BuiltAsync(new StaticSite().Folder(_folder["theme"], "/css").Folder(_folder["own"], "/css")));
        Assert.Equal("own", _folder.Read("out/css/Site.css"));
    }

    [FactIfCaseMatters]
    public async Task Two_files_that_differ_only_in_case_are_an_error_and_none_is_lost()
    {
        _folder.Write("www/Logo.svg", "1");
        _folder.Write("www/logo.svg", "2");
        Assert.Contains("Logo.svg and ", (await RefusedAsync(new StaticSite().Folder(_folder["www"]))).Message);
    }

    [Theory]
    [InlineData("elements", "/elements/iron")]
    [InlineData("Elements", "/elements/iron")]
    [InlineData("feed.xml/part.txt", "/feed.xml")]
    public async Task A_file_that_stands_where_a_page_needs_a_folder_or_a_page_where_a_file_does_is_an_error_before_anything_is_written(string file, string page)
    {
        _folder.Write("www/" + file, "");
        var error = await RefusedAsync(new StaticSite().Folder(_folder["www"]).Bytes(page, _ => new("1"u8.ToArray())));
        Assert.Contains("cannot both be", error.Message);
        Assert.Contains(page, error.Message);
    }

    [Fact]
    public async Task What_a_link_leads_to_is_copied()
    {
        _folder.Write("shared/a.txt", "A");
        Directory.CreateDirectory(_folder["www"]);
        Directory.CreateSymbolicLink(_folder["www/folder"], _folder["shared"]);
        File.CreateSymbolicLink(_folder["www/file.txt"], _folder["shared/a.txt"]);
        Assert.Equal(["file.txt", "folder/a.txt"], await BuiltAsync(new StaticSite().Folder(_folder["www"])));
        Assert.Null(new FileInfo(_folder["out/file.txt"]).LinkTarget);
    }

    [Fact]
    public async Task Links_that_lead_back_to_where_they_are_are_an_error_and_not_forty_copies()
    {
        Directory.CreateDirectory(_folder["www/a"]);
        Directory.CreateDirectory(_folder["b"]);
        Directory.CreateSymbolicLink(_folder["www/a/to-b"], _folder["b"]);
        Directory.CreateSymbolicLink(_folder["b/to-a"], _folder["www/a"]);
        Assert.Contains(_folder["www/a/to-b/to-a"], (await RefusedAsync(new StaticSite().Folder(_folder["www"]))).Message);
    }

    [Fact]
    public async Task An_output_that_a_link_puts_inside_a_folder_of_files_is_refused()
    {
        Directory.CreateDirectory(_folder["www/inside"]);
        Directory.CreateSymbolicLink(_folder["link"], _folder["www/inside"]);
        var error = await Assert.ThrowsAsync<SiteBuildException>(() => new SiteBuilder(new StaticSite().Folder(_folder["www"])).BuildAsync(_folder["link/out"]));
        Assert.Contains("is inside", error.Message);
    }

    [Theory]
    [InlineData("/www", "/page")]
    [InlineData("/", "/www/page")]
    public async Task An_output_that_would_write_into_a_folder_of_files_is_refused_or_the_next_could_delete_them(string under, string page)
    {
        _folder.Write("www/a.txt", "mine");
        var site = new StaticSite().Folder(_folder["www"], under).Bytes(page, _ => new("1"u8.ToArray()));
        var error = await Assert.ThrowsAsync<SiteBuildException>(() => new SiteBuilder(site).BuildAsync(_folder.Path));
        Assert.Contains("would be written into " + _folder["www"], error.Message);
        Assert.Equal(["www/a.txt"], _folder.Files("").Keys);
    }

    private async Task<IEnumerable<string>> BuiltAsync(StaticSite site)
    {
        await new SiteBuilder(site).BuildAsync(_folder["out"]);
        return _folder.Files("out").Keys.Where(static name => !name.StartsWith(".rendering/", StringComparison.Ordinal));
    }

    private async Task<SiteBuildException> RefusedAsync(StaticSite site)
    {
        var error = await Assert.ThrowsAsync<SiteBuildException>(() => new SiteBuilder(site).BuildAsync(_folder["out"]));
        Assert.False(Directory.Exists(_folder["out"]));
        return error;
    }
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class FactIfCaseMattersAttribute : FactAttribute
{
    public FactIfCaseMattersAttribute() => Skip = OperatingSystem.IsLinux() ? null! : "Only where two names may differ in case.";
}
