using Rendering.Tests.Support;

namespace Rendering.Tests.Templates;

/// <summary>Promise 10: an edit while a page is rendered.</summary>
public sealed class OverlappingEditTests
{
    [Theory]
    [InlineData("{{ slow }}{% include 'q' %}")]
    [InlineData("{% cache %}{{ slow }}{% include 'q' %}{% endcache %}")]
    public async Task What_was_rendered_from_two_states_is_not_stored_under_the_digest_of_one(string template)
    {
        var site = new Site(("p", template), ("q", "OLD"));
        await site.RenderAsync("q");
        var slow = new TaskCompletionSource<string>();
        var running = site.CachedAsync("p", new { Slow = slow.Task });
        site["q"] = "NEW";
        await site.RenderAsync("q");
        slow.SetResult("-");
        await running;

        site["q"] = "OLD";
        Assert.Equal("-OLD", await site.CachedAsync("p", new { Slow = "-" }));
    }
}
