using Rendering.Tests.Support;
using Rendering.Values;

namespace Rendering.Tests.Templates;

/// <summary>Promise 10: an edit of a template, or of anything that it includes or lays itself out in, voids what was made from it.</summary>
public sealed class InvalidationTests
{
    [Theory]
    [InlineData("page", "{% include 'box' %}!")]
    [InlineData("box", "B")]
    [InlineData("inner", "I")]
    [InlineData("main", "M{% renderbody %}")]
    [InlineData("by-name", "N")]
    [InlineData("chosen", "C{% renderbody %}")]
    public async Task An_edit_of_anything_that_made_it_voids_page_and_section(string edited, string text)
    {
        var site = new Site(
            ("page", "{% layout 'main' %}<% cache %>{% include 'box' %}{% include name %}<% endcache %>"),
            ("box", "b{% render 'inner' %}"), ("inner", "i"), ("by-name", "n"),
            ("main", "{% layout layout %}m{% renderbody %}"), ("chosen", "c{% renderbody %}"));
        var model = new { name = "by-name", layout = "chosen" };
        for (var i = 0; i < 2; i++) Assert.Equal("cmbin", await site.CachedAsync("page", model));
        site[edited] = text;
        var fresh = await new Site(options => options.Templates = site.Templates).RenderAsync("page", model);
        Assert.NotEqual("cmbin", fresh);
        Assert.Equal(fresh, await site.CachedAsync("page", model));
        Assert.Equal(fresh, await site.RenderAsync("page", model));
    }

    [Fact]
    public async Task An_edit_of_something_else_voids_nothing()
    {
        var site = new Site(("page", "<% cache %>{% include name %}<% endcache %>"), ("box", "b"), ("other", "o"));
        await site.CachedAsync("page", new { name = "box" });
        site["other"] = "edited";
        var hit = await site.PageAsync("page", new { name = "box" }, "default");
        Assert.True(hit.Report.PageHit);
        Assert.Equal(1, (await site.PageAsync("page", new { name = "box" })).Report.FragmentHits);
    }

    [Fact]
    public async Task A_template_that_was_looked_for_in_vain_voids_by_appearing()
    {
        var site = new Site(options => options.Liquid.PrintErrors = false, ("page", "<% cache %>{% include name %}<% endcache %>"), ("theme/box.liquid", "dark"));
        Assert.Equal("dark", await site.CachedAsync("page", new { name = "theme/box" }));
        // A template of the exact name comes before one that needs an extension.
        site.Templates["theme/box"] = "bright";
        Assert.Equal("bright", await site.CachedAsync("page", new { name = "theme/box" }));
        Assert.Equal("bright", await site.RenderAsync("page", new { name = "theme/box" }));
    }

    [Fact]
    public async Task A_static_include_that_was_absent_voids_by_appearing()
    {
        var site = new Site(("page", "<% cache if: yes %>{% if yes %}{% include 'late' %}{% else %}none{% endif %}<% endcache %>"));
        Assert.Equal("none", await site.CachedAsync("page", new { yes = false }));
        site["late"] = "late";
        Assert.Equal("late", await site.CachedAsync("page", new { yes = true }));
    }

    [Fact]
    public async Task A_removed_include_is_an_error_and_no_old_page()
    {
        var site = new Site(("page", "{% include 'box' %}"), ("box", "b"));
        await site.CachedAsync("page");
        site["box"] = null;
        await Assert.ThrowsAnyAsync<TemplateException>(() => site.CachedAsync("page"));
        site["box"] = "c";
        Assert.Equal("c", await site.CachedAsync("page"));
    }

    [Fact]
    public async Task An_include_that_no_longer_parses_is_an_error_and_no_old_page()
    {
        var site = new Site(("page", "<% cache %>{% include name %}<% endcache %>"), ("box", "b"));
        await site.CachedAsync("page", new { name = "box" });
        site["box"] = "{% if %}";
        Assert.Equal("box.liquid", (await Assert.ThrowsAsync<TemplateSyntaxException>(() => site.CachedAsync("page", new { name = "box" }))).Location!.Template);
    }

    [Fact]
    public async Task Changed_options_or_a_changed_filter_void()
    {
        var site = new Site(options => options.Liquid.AddFilter("shout", (input, _) => Value.FromString(input.AsString + "!")), ("page", "<% cache %>{{ 'a' | shout }}<% endcache %>{{ next }}"));
        var counter = new Counter();
        Assert.Equal("a!1", await site.CachedAsync("page", counter));
        var filter = site.Deployed(options => options.Liquid.AddFilter("shout", (input, _) => Value.FromString(input.AsString + "?")));
        Assert.Equal("a?2", await filter.RenderAsync("page", counter, "default"));
        var strict = site.Deployed(options =>
        {
            options.Liquid.StrictVariables = true;
            options.Liquid.AddFilter("shout", (input, _) => Value.FromString(input.AsString + "?"));
        });
        Assert.Equal("a?3", await strict.RenderAsync("page", counter, "default"));
    }

    [Fact]
    public async Task A_narrower_member_policy_voids()
    {
        var site = new Site(("page", "{{ secret }}"));
        Assert.Equal("s", await site.CachedAsync("page", new { secret = "s" }));
        var narrow = site.Deployed(options => options.Members.Allows = member => member.Name != "secret");
        Assert.Equal("", await narrow.RenderAsync("page", new { secret = "s" }, "default"));
    }

    [Fact]
    public async Task The_same_templates_and_options_in_another_renderer_void_nothing()
    {
        var site = new Site(("page", "{{ next }}"));
        var counter = new Counter();
        Assert.Equal("1", await site.CachedAsync("page", counter));
        Assert.Equal("1", await site.Deployed(static _ => { }).RenderAsync("page", counter, "default"));
    }

    [Fact]
    public async Task Pages_are_removed_by_key_namespace_and_tag()
    {
        var site = new Site(("page", "{{ next }}<% cache tags: 't' %>x<% endcache %>"));
        var counter = new Counter();
        await site.CachedAsync("page", counter, 1);
        await site.CachedAsync("page", counter, 2);
        await site.Caches.GetCache("page.liquid").RemoveAsync(1);
        Assert.Equal("3x", await site.CachedAsync("page", counter, 1));
        Assert.Equal("2x", await site.CachedAsync("page", counter, 2));
        await site.Caches.RemoveByTagAsync("t");
        Assert.Equal("4x", await site.CachedAsync("page", counter, 1));
        Assert.Equal("5x", await site.CachedAsync("page", counter, 2));
        await site.Caches.GetCache("page.liquid").ClearAsync();
        Assert.Equal("6x", await site.CachedAsync("page", counter, 1));
    }

    [Fact]
    public async Task A_tag_invalidated_while_the_page_is_made_voids_it()
    {
        var site = new Site(("page", "<% cache tags: 't' %>a<% endcache %>{{ slow }}"));
        var gate = new Gate();
        var making = site.CachedAsync("page", gate);
        await gate.Entered;
        await site.Caches.RemoveByTagAsync("t");
        gate.Open("1");
        Assert.Equal("a1", await making);
        Assert.False((await site.PageAsync("page", gate, "default")).Report.PageHit);
    }
}
