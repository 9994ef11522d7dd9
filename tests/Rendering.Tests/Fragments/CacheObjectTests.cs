using Rendering.Templates;

namespace Rendering.Tests.Fragments;

/// <summary>The cache object of templates: pages that were rendered, and the namespaces that the host has opened.</summary>
public sealed class CacheObjectTests
{
    private readonly DictionaryTemplateSource _templates = new()
    {
        ["box.liquid"] = "<b>{{ name }}</b>",
        ["page.liquid"] = "{{ cache['box.liquid'].contains[1] }}:{{ cache['box.liquid'].get[1] }}",
        ["secret.liquid"] = "[{{ cache['sessions'].get['ada'] }}{{ cache['sessions'].contains['ada'] }}]",
    };

    [Fact]
    public async Task A_rendered_page_is_found_by_its_key()
    {
        var renderer = new Renderer(new RendererOptions { Templates = _templates });
        Assert.Equal("false:", await renderer.RenderAsync("page"));
        await renderer.RenderAsync("box", new { Name = "a&b" }, cacheKey: 1);
        Assert.Equal("true:<b>a&amp;b</b>", await renderer.RenderAsync("page"));
    }

    [Fact]
    public async Task A_page_that_was_not_escaped_is_not_found_by_one_that_is()
    {
        _templates["mail.txt.liquid"] = "{{ name }}";
        _templates["page.liquid"] = "[{{ cache['mail.txt.liquid'].get[1] }}]";
        var renderer = new Renderer(new RendererOptions { Templates = _templates });
        await renderer.RenderAsync("mail.txt", new { Name = "<script>" }, cacheKey: 1);
        Assert.Equal("[]", await renderer.RenderAsync("page"));
    }

    [Fact]
    public async Task A_namespace_of_the_host_is_closed_unless_it_is_opened()
    {
        var options = new RendererOptions { Templates = _templates };
        var renderer = new Renderer(options);
        await renderer.Caches.GetCache("sessions").SetAsync("ada", "token");
        Assert.Equal("[false]", await renderer.RenderAsync("secret"));

        options.CacheNamespaces.Add("sessions");
        var open = new Renderer(options, renderer.Caches);
        Assert.Equal("[tokentrue]", await open.RenderAsync("secret"));
    }
}
