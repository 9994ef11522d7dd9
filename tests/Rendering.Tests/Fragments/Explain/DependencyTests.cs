using Caching;
using Rendering.Diagnostics;
using Rendering.Fragments;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments.Explain;

/// <summary>What is this page made of, and what changes if a template, a tag or a fragment does.</summary>
public sealed class DependencyTests
{
    private readonly Site _site = new(
        ("page", "{% layout 'main' %}{% include 'part' %}{% include name %}<% cache 1, tags: 'a' %>x<% cache 2, tags: 'b' %>y<% endcache %><% endcache %>"),
        ("main.scriban", "{{ renderbody }}"), ("part", "{% render 'missing' %}"), ("box", "b"), ("other", "<% cache %>o<% endcache %>"));

    public DependencyTests() => _site.Options.Liquid.PrintErrors = false;

    [Fact]
    public async Task A_page_is_made_of_the_templates_that_it_names_those_it_looked_up_its_tags_and_its_sections()
    {
        _site["part"] = "p";
        await _site.CachedAsync("page", new { name = "box" });
        var made = _site.Renderer.Dependencies.Of("page")!;
        Assert.Equal(("page.liquid", true, (CacheKey)"default"), (made.Namespace, made.IsPage, made.Key));
        // "box" is looked for as it stands first, in vain.
        Assert.Equal(["box", "box.liquid", "main.scriban", "page.liquid", "part.liquid"], made.Templates.Select(static template => template.Template));
        Assert.Equal(["box"], made.Templates.Where(static template => template.Digest == 0).Select(static template => template.Template));
        Assert.Equal(_site.Renderer.VersionOf("page"), made.Templates.Single(static template => template.Template == "page.liquid").Digest);
        Assert.Equal(["a", "b"], made.Tags);
        Assert.Equal(["((0)) 1", "((1)) 2"], made.Fragments.Select(static fragment => string.Join(' ', fragment.Key.Describe())));
        Assert.Null(_site.Renderer.Dependencies.Of("page", 2));
        Assert.Null(_site.Renderer.Dependencies.Of("nothing"));
    }

    [Fact]
    public async Task What_changes_with_a_template_a_tag_or_an_absent_name_is_told_page_and_sections()
    {
        _site["part"] = "p";
        await _site.CachedAsync("page", new { name = "box" });
        await _site.CachedAsync("other");
        var index = _site.Renderer.Dependencies;
        Assert.Equal([("page.liquid", true)], Told(index.DependentsOfTemplate("box")));
        Assert.Equal([("page.liquid", true)], Told(index.DependentsOfTemplate("box.liquid")));
        Assert.Equal(3, index.DependentsOfTemplate("part").Count);
        Assert.Equal([("page.liquid", false), ("page.liquid", false), ("page.liquid", true)], Told(index.DependentsOfTag("b")).Order());
        Assert.Equal([("page.liquid", false), ("page.liquid", true)], Told(index.DependentsOfTag("a")).Order());
        Assert.Equal([("other.liquid", false), ("other.liquid", true)], Told(index.DependentsOfTemplate("other")).Order());
        Assert.Empty(index.DependentsOfTag("c"));
    }

    [Fact]
    public async Task What_is_served_from_a_store_is_known_as_what_is_made()
    {
        var store = new SimpleByteStore();
        var site = Site.Over(options => options.AddStore("bytes", _ => store), ("page", "{% include name %}<% cache tags: 't' %>x<% endcache %>"), ("box", "b"));
        foreach (var type in new[] { "memory", "bytes" })
            foreach (var renderer in new[] { site.Renderer, site.Deployed(static _ => { }) })
            {
                var page = await renderer.RenderPageAsync("page", new { name = "box" }, type, cacheType: type);
                Assert.Equal(renderer != site.Renderer, page.Report.PageHit);
                Assert.Equal(["box", "box.liquid", "page.liquid"], renderer.Dependencies.Of("page", type)!.Templates.Select(static template => template.Template));
                Assert.NotEmpty(renderer.Dependencies.DependentsOfTag("t"));
            }
    }

    [Fact]
    public async Task A_section_served_inside_a_page_that_is_made_is_one_of_the_page()
    {
        var site = new Site(("one", "{% render 'box', cache_key: 1 %}"), ("two", "{% render 'box', cache_key: 1 %}"), ("box", "b"));
        await site.CachedAsync("one");
        await site.CachedAsync("two");
        Assert.Equal(["box.liquid"], site.Renderer.Dependencies.Of("two")!.Fragments.Select(static fragment => fragment.Namespace));
    }

    [Fact]
    public async Task What_must_not_be_stored_and_what_is_not_cached_is_not_in_the_index()
    {
        var site = new Site(("page", "<% cache %>x<% endcache %>"));
        await site.Renderer.RenderPageAsync("page", null, 1, forbidsStoring: static () => "private");
        await site.RenderAsync("page");
        Assert.Null(site.Renderer.Dependencies.Of("page", 1));
        Assert.DoesNotContain(site.Renderer.Dependencies.DependentsOfTemplate("page"), static found => found.IsPage);
    }

    [Fact]
    public async Task The_index_is_bounded_and_forgets_the_oldest()
    {
        var site = new Site(("page", "{{ x }}"));
        for (var i = 0; i < DependencyIndex.Most + 10; i++) await site.CachedAsync("page", new { x = 1 }, i);
        Assert.Null(site.Renderer.Dependencies.Of("page", 9));
        Assert.NotNull(site.Renderer.Dependencies.Of("page", 10));
        Assert.Equal(DependencyIndex.Most, site.Renderer.Dependencies.DependentsOfTemplate("page").Count);
    }

    [Fact]
    public async Task What_is_inside_of_pages_is_bounded_too()
    {
        var site = new Site(("page", "{% for i in (1..1000) %}<% cache i %>{{ i }}<% endcache %>{% endfor %}"));
        for (var i = 0; i < 120; i++) await site.CachedAsync("page", null, i);
        var dependencies = site.Renderer.Dependencies;
        Assert.Equal(1000, dependencies.Of("page", 119)!.Fragments.Count);
        Assert.True(dependencies.DependentsOfTemplate("page").Sum(static found => found.Fragments.Count) <= DependencyIndex.MostParts);
        Assert.Null(dependencies.Of("page", 0));
    }

    private static IEnumerable<(string, bool)> Told(IReadOnlyList<RenditionDependencies> found) => found.Select(static one => (one.Namespace, one.IsPage));
}
