using Rendering.Tests.Support;

namespace Rendering.Tests.Limits;

/// <summary>Promises 18 and 23: what holes keep is bounded, and counts in the size of what is stored.</summary>
public sealed class HoleLimitTests
{
    [Theory]
    [InlineData("{% for i in (1..100000) %}<% nocache %><% endnocache %>{% endfor %}")]
    [InlineData("{% assign list = 'a,b,c,d,e,f,g,h' | split: ',' %}{% for i in (1..10000) %}<% nocache %>{{ list | size }}<% endnocache %>{% endfor %}")]
    public async Task What_holes_capture_counts_as_what_a_render_makes(string template)
    {
        var site = new Site(static options => options.Limits = new() { MemoryBytes = 3_200_000 }, ("page", template));
        await Assert.ThrowsAsync<LimitException>(async () => await site.RenderAsync("page"));
    }

    [Fact]
    public async Task What_a_hole_captures_counts_in_the_size_of_what_is_stored()
    {
        var site = new Site(("page", "{% assign list = text | split: '' %}{% section s %}<% nocache %>{{ text2 }}{{ list | size }}<% endnocache %>{% endsection %}<% nocache with text %><% endnocache %>"));
        var page = await site.PageAsync("page", new { text = new string('x', 10_000) }, "key");
        Assert.InRange(page.Rendition.Size, 20_000 + (10_000 * 24), 1_000_000);
    }
}
