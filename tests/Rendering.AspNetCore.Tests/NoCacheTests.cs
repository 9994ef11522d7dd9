using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Rendering.AspNetCore.Tests;

public class NoCacheTests
{
    [Theory]
    [InlineData("/before")]
    [InlineData("/after")]
    public async Task No_cache_is_said_to_every_kind_of_cache_and_has_no_tag(string path)
    {
        await using var site = await TestSite.StartAsync(app =>
        {
            app.MapGet("/before", (HttpContext http) =>
            {
                http.NoCache();
                return http.EtagCache("v") ?? Results.Text("x");
            });
            app.MapGet("/after", (HttpContext http) =>
            {
                var ended = http.EtagCache("v");
                Assert.Null(ended);
                http.NoCache();
                return Results.Text("x");
            });
        });
        var response = await site.GetAsync(path);
        Assert.Equal("no-store, no-cache, must-revalidate, private", response.Header("Cache-Control"));
        Assert.Equal("no-cache", response.Header("Pragma"));
        Assert.True(DateTimeOffset.ParseExact(response.Header("Expires")!, "r", CultureInfo.InvariantCulture) < TimeProvider.System.GetUtcNow());
        Assert.Null(response.Header("ETag"));
    }

    [Fact]
    public async Task After_no_cache_the_client_is_always_sent_the_page()
    {
        await using var site = await TestSite.StartAsync(app => app.MapGet("/", (HttpContext http) =>
        {
            http.NoCache();
            return http.WithEtag(_ => "v") ?? Results.Text("x");
        }));
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/", ("If-None-Match", "\"v\""))).StatusCode);
    }

    [Fact]
    public async Task A_no_store_set_by_hand_counts_too()
    {
        await using var site = await TestSite.StartAsync(app => app.MapGet("/", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "private, No-Store";
            return http.EtagCache("v") ?? Results.Text("x");
        }));
        Assert.Null((await site.GetAsync("/", ("If-None-Match", "\"v\""))).Header("ETag"));
    }
}
