using System.Net;

namespace Site.Tests.EndToEnd;

/// <summary>Edits a copy of the site's files while a process serves them.</summary>
public sealed class EditTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("site-").FullName;

    public EditTests()
    {
        foreach (var folder in (string[])["data", "templates", "wwwroot"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, folder)))
            {
                Directory.CreateDirectory(Path.Combine(_root, folder));
                File.Copy(file, Path.Combine(_root, folder, Path.GetFileName(file)));
            }
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("navigation", "Index</a>", "Register</a>")]
    [InlineData("temperature", "not known", "nobody knows")]
    public async Task An_edit_of_an_include_shows_in_the_next_answer(string include, string was, string becomes)
    {
        await using var site = await SiteProcess.StartAsync(_root);
        var before = await Answer.GetAsync(site.Http, "/elements/radium");
        Assert.Contains(was, before.Body);
        Assert.True((await Answer.GetAsync(site.Http, "/elements/radium")).Kept);

        var file = Path.Combine(_root, "templates", include + ".liquid");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(was, becomes) + "<!-- edited -->");

        var after = await Answer.GetAsync(site.Http, "/elements/radium", before.Etag);
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Contains(becomes, after.Body);
        Assert.Contains("<!-- edited -->", after.Body);
        Assert.NotEqual(before.Etag, after.Etag);
    }
}
