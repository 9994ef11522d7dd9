using System.Net;

namespace Site.Tests.EndToEnd;

/// <summary>Edits a copy of the site's files while a process serves them.</summary>
public sealed class EditTests(EditTests.Edited edited) : IClassFixture<EditTests.Edited>
{

    [Theory]
    [InlineData("navigation", "Index</a>", "Register</a>")]
    [InlineData("temperature", "not known", "nobody knows")]
    public async Task An_edit_of_an_include_shows_in_the_next_answer(string include, string was, string becomes)
    {
        var site = edited.Site;
        var before = await Answer.GetAsync(site.Http, "/elements/radium");
        Assert.Contains(was, before.Body);
        Assert.True((await Answer.GetAsync(site.Http, "/elements/radium")).Kept);

        var file = Path.Combine(edited.Copy.Root, "templates", include + ".liquid");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(was, becomes) + $"<!-- {include} edited -->");

        var after = await Answer.GetAsync(site.Http, "/elements/radium", before.Etag);
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Contains(becomes, after.Body);
        Assert.Contains($"<!-- {include} edited -->", after.Body);
        Assert.NotEqual(before.Etag, after.Etag);
    }

    /// <summary>The copy and the process that serves it.</summary>
    public sealed class Edited : IAsyncLifetime, IDisposable
    {
        public SiteCopy Copy { get; } = new();

        public SiteProcess Site { get; private set; } = null!;

        public async Task InitializeAsync() => Site = await SiteProcess.StartAsync(Copy.Root);

        public async Task DisposeAsync() => await Site.DisposeAsync();

        public void Dispose() => Copy.Dispose();
    }
}
