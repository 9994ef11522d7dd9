using System.IO.Compression;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Rendering.AspNetCore.Tests;

public class HeadGuardTests
{
    [Theory]
    [InlineData("/", null)]
    [InlineData("/cookie", "private")]
    [InlineData("/late-cookie", "private")]
    [InlineData("/user", "private")]
    [InlineData("/stranger", null)]
    [InlineData("/cookie?says=max-age%3D60", "max-age=60, private")]
    [InlineData("/cookie?says=public,%20max-age%3D60", "public, max-age=60")]
    [InlineData("/cookie?says=s-maxage%3D60", "s-maxage=60")]
    [InlineData("/cookie?says=private,%20max-age%3D1", "private, max-age=1")]
    [InlineData("/cookie?says=unreadable%3D", "unreadable=, private")]
    [InlineData("/?says=max-age%3D60", "max-age=60")]
    public async Task What_is_private_is_never_stored_in_a_shared_cache_by_default(string path, string? cacheControl)
    {
        await using var site = await StartAsync();
        var response = await site.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, cacheControl, "\"v\""), (response.StatusCode, response.Header("Cache-Control"), response.Header("ETag")));
        var match = await site.GetAsync(path, ("If-None-Match", "\"v\""));
        Assert.Equal((HttpStatusCode.NotModified, cacheControl), (match.StatusCode, match.Header("Cache-Control")));
    }

    [Fact]
    public async Task An_authorization_header_makes_a_page_private()
    {
        await using var site = await StartAsync();
        Assert.Equal("private", (await site.GetAsync("/", ("Authorization", "Bearer x"))).Header("Cache-Control"));
    }

    [Fact]
    public async Task What_is_not_ours_is_left_alone()
    {
        await using var site = await StartAsync();
        var response = await site.GetAsync("/foreign", ("Authorization", "Bearer x"), ("Accept-Encoding", "gzip"));
        Assert.Equal((null, "\"theirs\""), (response.Header("Cache-Control"), response.Header("ETag")));
    }

    [Fact]
    public async Task Compressed_and_plain_bytes_do_not_share_a_strong_tag()
    {
        await using var site = await StartAsync();
        var plain = await site.GetAsync("/long");
        Assert.Equal((null, "\"v\""), (plain.Header("Content-Encoding"), plain.Header("ETag")));

        var compressed = await site.GetAsync("/long", ("Accept-Encoding", "gzip"));
        Assert.Equal(("gzip", "W/\"v\""), (compressed.Header("Content-Encoding"), compressed.Header("ETag")));
        await using var unzipped = new GZipStream(await compressed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Equal(new string('x', 5_000), await new StreamReader(unzipped).ReadToEndAsync());

        var match = await site.GetAsync("/long", ("Accept-Encoding", "gzip"), ("If-None-Match", "W/\"v\""));
        Assert.Equal((HttpStatusCode.NotModified, "W/\"v\""), (match.StatusCode, match.Header("ETag")));
        var both = await site.GetAsync("/long", ("If-None-Match", "W/\"v\", \"v\""));
        Assert.Equal((HttpStatusCode.NotModified, "\"v\""), (both.StatusCode, both.Header("ETag")));
    }

    private static Task<TestSite> StartAsync() => TestSite.StartAsync(
        app =>
        {
            app.UseResponseCompression();
            app.MapGet("/", (HttpContext http) => Page(http));
            app.MapGet("/long", (HttpContext http) => http.EtagCache("v") ?? Results.Text(new string('x', 5_000)));
            app.MapGet("/cookie", (HttpContext http) =>
            {
                http.Response.Cookies.Append("seen", "1");
                return Page(http);
            });
            app.MapGet("/late-cookie", (HttpContext http) =>
            {
                // As session does: a cookie set when the head is about to go, by a callback older than ours.
                http.Response.OnStarting(() =>
                {
                    http.Response.Cookies.Append("late", "1");
                    return Task.CompletedTask;
                });
                return Page(http);
            });
            app.MapGet("/user", (HttpContext http) =>
            {
                http.User.AddIdentity(new ClaimsIdentity("test"));
                return Page(http);
            });
            app.MapGet("/stranger", (HttpContext http) =>
            {
                http.User.AddIdentity(new ClaimsIdentity());
                return Page(http);
            });
            app.MapGet("/foreign", (HttpContext http) =>
            {
                http.Response.Headers.ETag = "\"theirs\"";
                return Results.Text(new string('x', 5_000));
            });
        },
        builder => builder.Services.AddResponseCompression().AddSingleton<IStartupFilter, HeadGuardStartup>());

    private static IResult Page(HttpContext http)
    {
        if (http.Request.Query["says"] is { Count: > 0 } says)
            http.Response.Headers.CacheControl = says;
        return http.EtagCache("v") ?? Results.Text("page");
    }
}
