using Rendering.Templates;
using Rendering.Tests.Support;

namespace Rendering.Tests.Templates;

/// <summary>When a folder of templates is looked at again.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rendering-").FullName;

    [Fact]
    public async Task Every_render_sees_an_edit_at_once()
    {
        Write("page.liquid", "{% include 'box' %}");
        Write("box.liquid", "one");
        using var source = new FolderTemplateSource(_folder, TemplateReload.EveryRender);
        var site = new Site(options => options.Templates = source);
        Assert.Equal("one", await site.CachedAsync("page"));
        Write("box.liquid", "three");
        Assert.Equal("three", await site.CachedAsync("page"));
        File.Delete(Path.Combine(_folder, "box.liquid"));
        await Assert.ThrowsAnyAsync<TemplateException>(() => site.CachedAsync("page"));
        Write("box.liquid", "four");
        Assert.Equal("four", await site.CachedAsync("page"));
    }

    [Fact]
    public async Task Never_keeps_what_was_first_used()
    {
        Write("page.liquid", "one");
        using var source = new FolderTemplateSource(_folder, TemplateReload.Never);
        var site = new Site(options => options.Templates = source);
        Assert.Equal("one", await site.RenderAsync("page"));
        Write("page.liquid", "three");
        Assert.Equal("one", await site.RenderAsync("page"));
    }

    [Fact]
    public async Task A_watch_moves_the_generation()
    {
        Write("page.liquid", "one");
        using var source = new FolderTemplateSource(_folder, TemplateReload.Watch);
        var site = new Site(options => options.Templates = source);
        Assert.Equal("one", await site.CachedAsync("page"));
        var before = source.Generation;
        Write("page.liquid", "three");
        // The system says so when it likes; there is nothing else to wait for.
        Assert.True(SpinWait.SpinUntil(() => source.Generation != before, TimeSpan.FromSeconds(20)));
        Assert.Equal("three", await site.CachedAsync("page"));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_an_error_that_names_it() =>
        Assert.Contains("nowhere", Assert.Throws<DirectoryNotFoundException>(() => new FolderTemplateSource(Path.Combine(_folder, "nowhere"))).Message);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
