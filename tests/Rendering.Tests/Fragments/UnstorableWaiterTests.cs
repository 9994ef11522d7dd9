using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>Who waits for a section that turns out not to be storable makes its own, which counts for what is around it as any other.</summary>
public sealed class UnstorableWaiterTests
{
    [Theory]
    [InlineData("<% cache 1, tags: 't', expire: 5, stale: 0 %>{{ gate.slow }}{% if secret %}<% no_store 'x' %>{% endif %}{{ n }}<% endcache %>")]
    [InlineData("<% cache_each i in list, key: i, tags: 't', expire: 5, stale: 0 %>{{ gate.slow }}{% if secret %}<% no_store 'x' %>{% endif %}{{ n }}<% endcache_each %>")]
    public async Task Its_tags_and_its_life_are_those_of_what_is_around_it(string section)
    {
        foreach (var end in (string[])["tag", "time"])
        {
            var site = new Site(("part", section), ("page", "{% include 'part' %}"));
            var gate = new Gate();
            int[] list = [1];
            var first = site.RenderAsync("part", new { gate, list, secret = true, n = 1 });
            await gate.Entered;
            var second = site.CachedAsync("page", new { gate, list, secret = false, n = 2 });
            gate.Open("-");
            Assert.Equal("-1", await first);
            Assert.Equal("-2", await second);
            Assert.Equal("-2", await site.CachedAsync("page", new { gate, list, secret = false, n = 3 }));
            if (end == "tag") await site.Caches.RemoveByTagAsync("t");
            else site.Time.Advance(6);
            Assert.Equal("-4", await site.CachedAsync("page", new { gate, list, secret = false, n = 4 }));
        }
    }
}
