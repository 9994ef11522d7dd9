using System.Net;

namespace Site.Tests.EndToEnd;

/// <summary>Edits a copy of the site's files while a process serves them.</summary>
public sealed class EditTests : IDisposable
{
    private readonly SiteCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Theory]
    [InlineData("navigation", "Index</a>", "Register</a>")]
    [InlineData("temperature", "not known", "nobody knows")]
    public async Task An_edit_of_an_include_shows_in_the_next_answer(string include, string was, string becomes)
    {
        await using var site = await SiteProcess.StartAsync(_copy.Root);
        var before = await Answer.GetAsync(site.Http, "/elements/radium");
        Assert.Contains(was, before.Body);
        Assert.True((await Answer.GetAsync(site.Http, "/elements/radium")).Kept);

        var file = Path.Combine(_copy.Root, "templates", include + ".liquid");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(was, becomes) + "<!-- edited -->");

        var after = await Answer.GetAsync(site.Http, "/elements/radium", before.Etag);
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Contains(becomes, after.Body);
        Assert.Contains("<!-- edited -->", after.Body);
        Assert.NotEqual(before.Etag, after.Etag);
    }
}
