using Rendering.Tests.Support;
using Rendering.Values;

namespace Rendering.Tests.Fragments;

/// <summary>Filters, functions and lazy members of the host tell the caches what they were made from.</summary>
public sealed class HostScopeTests
{
    [Theory]
    [InlineData(".liquid", "{{ x | say }}")]
    [InlineData(".liquid", "{% if true %}{% assign y = x | say %}{{ y }}{% endif %}")]
    [InlineData(".scriban", "{{ say x }}")]
    [InlineData(".scriban", "{{ x | say }}")]
    public async Task A_function_tags_the_section_that_calls_it_and_what_is_around_it(string language, string call)
    {
        var site = With(static scope => scope.Tag("prices"), ("page" + language, "<% cache 1 %><% cache 2 %>" + call + "<% endcache %><% endcache %>"));
        Assert.Equal("1", await site.RenderAsync("page" + language, new { x = 1 }));
        Assert.Equal("1", await site.RenderAsync("page" + language, new { x = 2 }));
        await site.Caches.RemoveByTagAsync("prices");
        Assert.Equal("3", await site.RenderAsync("page" + language, new { x = 3 }));
    }

    [Theory]
    [InlineData(".liquid", "{{ x | say }}")]
    [InlineData(".scriban", "{{ say x }}")]
    public async Task A_function_shortens_the_life_of_the_page_or_forbids_to_store_it(string language, string call)
    {
        var site = With(static scope => scope.Shorten(TimeSpan.FromSeconds(10)), ("page" + language, call));
        var began = site.Time.GetUtcNow();
        Assert.Equal(10, ((await site.PageAsync("page" + language, new { x = 1 }, "k")).Rendition.FreshUntil - began).TotalSeconds);
        site = With(static scope => scope.NoStore("it is hers"), ("page" + language, call));
        Assert.Equal("it is hers", (await site.PageAsync("page" + language, new { x = 1 }, "k")).Rendition.Unstorable);
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task What_a_lazy_member_says_counts_in_every_section_that_reads_it_though_it_is_fetched_once(string language)
    {
        var site = new Site(("page" + language, "<% cache 1 %>{{ price }}<% endcache %><% cache 2 %>{{ price }}<% endcache %><% cache 3 %>{{ x }}<% endcache %>"));
        var fetched = 0;
        object model(int x) => new
        {
            x,
            price = new Func<IRenderScope, Task<int>>(async scope =>
            {
                fetched++;
                await Task.Yield();
                scope.Tag("prices");
                return x;
            }),
        };
        Assert.Equal("111", await site.RenderAsync("page" + language, model(1)));
        Assert.Equal("111", await site.RenderAsync("page" + language, model(2)));
        Assert.Equal(1, fetched);
        await site.Caches.RemoveByTagAsync("prices");
        Assert.Equal("331", await site.RenderAsync("page" + language, model(3)));
        Assert.Equal(2, fetched);
    }

    [Theory]
    [InlineData("{{ x }}")]
    [InlineData("<% page cached, key: id %>{{ x }}")]
    public async Task What_the_model_says_while_it_is_loaded_is_said_of_the_page(string template)
    {
        var site = new Site(("page", template));
        async Task<string> Page(int x) => await site.Renderer.RenderAsync("page", new Func<IRenderScope, Task<object>>(async scope =>
        {
            await Task.Yield();
            scope.Tag("products");
            return new { id = 7, x };
        }), cacheExpire: 600);
        Assert.Equal("1", await Page(1));
        Assert.Equal("1", await Page(2));
        await site.Caches.RemoveByTagAsync("products");
        Assert.Equal("3", await Page(3));
    }

    private static Site With(Action<IRenderScope> say, params (string Name, string Text)[] templates) => new(options =>
    {
        options.Liquid.AddFilter("say", (scope, input, _) => Said(scope, input));
        options.Scriban.AddFunction("say", "x", (scope, arguments) => Said(scope, arguments[0]));

        Value Said(IRenderScope scope, Value value)
        {
            say(scope);
            return value;
        }
    }, templates);
}
