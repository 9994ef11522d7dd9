using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Rendering.AspNetCore.Tests;

public class EtagCacheTests
{
    [Fact]
    public async Task On_a_match_neither_is_the_model_loaded_nor_a_body_function_run()
    {
        var loads = 0;
        await using var site = await TestSite.StartAsync(app => app.MapGet("/page", (HttpContext http) =>
        {
            if (http.EtagCache("v1") is { } notModified)
                return notModified;
            loads++;
            return Results.Text("page");
        }));

        var first = await site.GetAsync("/page");
        Assert.Equal((HttpStatusCode.OK, "\"v1\"", "page"), (first.StatusCode, first.Header("ETag"), await first.Content.ReadAsStringAsync()));

        var second = await site.GetAsync("/page", ("If-None-Match", "bogus, \"v0,\", W/\"v1\""));
        Assert.Equal((HttpStatusCode.NotModified, "\"v1\"", ""), (second.StatusCode, second.Header("ETag"), await second.Content.ReadAsStringAsync()));
        Assert.Equal(1, loads);

        var third = await site.GetAsync("/page", ("If-None-Match", "\"v2\""));
        Assert.Equal((HttpStatusCode.OK, 2), (third.StatusCode, loads));
    }

    [Fact]
    public async Task Several_parts_make_one_tag_and_none_is_an_error()
    {
        await using var site = await TestSite.StartAsync(app =>
        {
            app.MapGet("/parts/{a}/{b}", (HttpContext http, string a, string b) => http.EtagCache(a, b) ?? Results.Text("x"));
            app.MapGet("/none", (HttpContext http) => http.EtagCache() ?? Results.Text("x"));
        });
        var tags = new List<string?>();
        foreach (var path in new[] { "/parts/a:/b", "/parts/a/:b", "/parts/a/b" })
            tags.Add((await site.GetAsync(path)).Header("ETag"));
        Assert.Equal(3, tags.Distinct().Count());
        Assert.All(tags, tag => Assert.Matches("^\"[A-Za-z0-9_-]{22}\"$", tag));
        await Assert.ThrowsAsync<ArgumentException>(() => site.GetAsync("/none"));
    }

    [Fact]
    public async Task Headers_set_after_it_survive()
    {
        await using var site = await TestSite.StartAsync(app => app.MapGet("/", (HttpContext http) =>
        {
            if (http.EtagCache(1) is { } notModified)
                return notModified;
            http.Response.Headers["X-After"] = "kept";
            http.Response.Headers.CacheControl = "public, max-age=60";
            return Results.Text("plain", "text/x-own");
        }));
        var response = await site.GetAsync("/");
        Assert.Equal(
            ("kept", "public, max-age=60", "text/x-own", "\"1\""),
            (response.Header("X-After"), response.Header("Cache-Control"), response.Header("Content-Type"), response.Header("ETag")));
    }

    [Fact]
    public async Task A_304_has_the_headers_of_RFC_9110_15_4_5()
    {
        await using var site = await TestSite.StartAsync(app => app.MapGet("/", (HttpContext http) =>
        {
            var headers = http.Response.Headers;
            headers.CacheControl = "private, max-age=60";
            headers.ContentLocation = "/page.en";
            headers.Expires = "Fri, 20 Nov 2026 13:00:00 GMT";
            headers.Vary = "Accept-Language";
            headers.Date = "Fri, 20 Nov 2026 12:00:00 GMT";
            headers.LastModified = "Thu, 19 Nov 2026 12:00:00 GMT";
            headers.ContentType = "text/html";
            headers.ContentLanguage = "en";
            headers.ContentEncoding = "br";
            headers.ContentLength = 4;
            headers["Surrogate-Key"] = "a b";
            headers.SetCookie = "seen=1";
            return http.EtagCache("v") ?? Results.Empty;
        }));
        var response = await site.GetAsync("/", ("If-None-Match", "\"v\""));
        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal("private, max-age=60", response.Header("Cache-Control"));
        Assert.Equal("/page.en", response.Header("Content-Location"));
        Assert.Equal("Fri, 20 Nov 2026 13:00:00 GMT", response.Header("Expires"));
        Assert.Equal("Accept-Language", response.Header("Vary"));
        Assert.Equal("Fri, 20 Nov 2026 12:00:00 GMT", response.Header("Date"));
        Assert.Equal("\"v\"", response.Header("ETag"));
        Assert.Equal("a b", response.Header("Surrogate-Key"));
        Assert.Equal("seen=1", response.Header("Set-Cookie"));
        foreach (var name in new[] { "Content-Type", "Content-Length", "Content-Language", "Content-Encoding", "Last-Modified" })
            Assert.Null(response.Header(name));
    }

    [Fact]
    public async Task HEAD_answers_as_GET_does()
    {
        await using var site = await TestSite.StartAsync(app =>
            app.MapMethods("/", ["GET", "HEAD"], (HttpContext http) => http.EtagCache("v") ?? Results.Text("body")));
        var full = await site.SendAsync(HttpMethod.Head, "/");
        Assert.Equal((HttpStatusCode.OK, "\"v\""), (full.StatusCode, full.Header("ETag")));
        var match = await site.SendAsync(HttpMethod.Head, "/", ("If-None-Match", "*"));
        Assert.Equal((HttpStatusCode.NotModified, "\"v\""), (match.StatusCode, match.Header("ETag")));
    }

    [Fact]
    public async Task A_change_to_something_else_than_what_is_there_is_a_412_and_nothing_is_done()
    {
        var version = 1;
        await using var site = await TestSite.StartAsync(app => app.MapPut("/", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=3600";
            if (http.EtagCache(version) is { } failed)
                return failed;
            version++;
            return Results.NoContent();
        }));

        var lost = await site.SendAsync(HttpMethod.Put, "/", ("If-Match", "\"0\""));
        Assert.Equal((HttpStatusCode.PreconditionFailed, 1), (lost.StatusCode, version));
        Assert.Null(lost.Header("ETag"));
        Assert.Equal("no-store", lost.Header("Cache-Control")); // a shared cache must not keep the 412 for the hour of the page

        var create = await site.SendAsync(HttpMethod.Put, "/", ("If-None-Match", "*"));
        Assert.Equal((HttpStatusCode.PreconditionFailed, 1), (create.StatusCode, version));

        var current = await site.SendAsync(HttpMethod.Put, "/", ("If-Match", "\"1\""));
        Assert.Equal((HttpStatusCode.NoContent, 2), (current.StatusCode, version));
        Assert.Null(current.Header("ETag")); // "1" is not the tag of what the change made
    }

    [Fact]
    public async Task A_last_modified_set_before_takes_part()
    {
        await using var site = await TestSite.StartAsync(app => app.MapGet("/", (HttpContext http) =>
        {
            http.Response.Headers.LastModified = "Fri, 20 Nov 2026 12:00:00 GMT";
            return http.EtagCache("v") ?? Results.Text("body");
        }));
        var since = ("If-Modified-Since", "Fri, 20 Nov 2026 12:00:00 GMT");
        Assert.Equal(HttpStatusCode.NotModified, (await site.GetAsync("/", since)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/", since, ("If-None-Match", "\"other\""))).StatusCode);
    }
}
