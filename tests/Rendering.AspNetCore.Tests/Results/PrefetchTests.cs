using Caching.Tests.Tiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Rendering.Templates;

namespace Rendering.AspNetCore.Tests;

/// <summary>Pages of one template at several addresses have each their own sections to read ahead.</summary>
public sealed class PrefetchTests
{
    [Fact]
    public async Task The_sections_of_an_address_are_one_round_trip_when_it_is_asked_for_again()
    {
        var server = new SharedServer(TimeProvider.System);
        var store = server.Connect(new BatchNode(server));
        await using var site = await TestSite.StartAsync(
            app => app.MapGet("/{first:int}", (int first, int count) => Results.Extensions.Render("page", new { list = Enumerable.Range(first, count) })),
            builder =>
            {
                builder.Services.AddRendering(options =>
                {
                    options.Renderer.Templates = new DictionaryTemplateSource
                    {
                        ["page.liquid"] = "{% for i in list %}<% cache i %>[{{ i }}]<% endcache %>{% endfor %}",
                    };
                    options.Caching.DefaultType = "shared";
                    options.Caching.MemoryTierLimitBytes = 0;
                    options.Caching.AddStore("shared", _ => store);
                });
            });
        string[] addresses = ["/10?count=3", "/20?count=3", "/10?count=5"];
        foreach (var address in addresses) await site.Client.GetStringAsync(address);
        foreach (var (address, reads) in addresses.Zip([3, 3, 5]))
        {
            store.Calls.Clear();
            Assert.StartsWith($"[{address[1..3]}]", await site.Client.GetStringAsync(address), StringComparison.Ordinal);
            Assert.Equal([$"get {reads}"], store.Calls.Where(call => call.StartsWith("get", StringComparison.Ordinal)));
        }
    }
}
