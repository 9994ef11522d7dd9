using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Rendering.Templates;

namespace Rendering.AspNetCore.Tests;

/// <summary>What became of the sections of a page, as a comment in development and as a header; previews; the tags of a page.</summary>
public sealed class ExplainTests
{
    private const string Cached = "{{ title }}<% cache key, tags: tags %>s<% endcache %>";

    [Fact]
    public async Task In_development_a_page_of_HTML_ends_with_a_comment_that_is_no_part_of_what_is_cached()
    {
        await using var site = await StartAsync(Cached, static options => options.ExplainInPages = true);
        for (var i = 0; i < 2; i++)
        {
            var response = await site.GetAsync("/page?key=--><script>");
            var body = await response.Content.ReadAsStringAsync();
            Assert.StartsWith("ts\n<!-- rendered in ", body, StringComparison.Ordinal);
            Assert.Contains(i == 0 ? "page.liquid(1,12) \"-&#45;&#62;&#60;script&#62;\": made (absent)" : "page page.liquid \"all\": hit", body, StringComparison.Ordinal);
            Assert.EndsWith("\n-->\n", body, StringComparison.Ordinal);
            Assert.Equal($"{body.Length}", response.Header("Content-Length"));
            Assert.StartsWith("W/\"", response.Header("ETag"), StringComparison.Ordinal);
        }

        var tag = (await site.GetAsync("/page")).Header("ETag")!;
        Assert.Equal(HttpStatusCode.NotModified, (await site.GetAsync("/page", ("If-None-Match", tag))).StatusCode);
    }

    [Theory]
    [InlineData("/data.json", true)]
    [InlineData("/robots.txt", true)]
    [InlineData("/feed.xml", true)]
    [InlineData("/as-json", true)]
    [InlineData("/page", false)]
    public async Task There_is_no_comment_in_another_type_of_page_nor_outside_of_development(string path, bool development)
    {
        await using var site = await StartAsync(Cached, static options => options.ExplainInPages = true, development);
        Assert.Equal("ts", await (await site.GetAsync(path)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Where_only_some_requests_ask_the_others_have_no_comment_and_a_strong_tag()
    {
        await using var site = await StartAsync(Cached, static options =>
            (options.ExplainInPages, options.ExplainWhen) = (true, static http => http.Request.Query.ContainsKey("explain")));
        Assert.Contains("<!-- rendered in ", await (await site.GetAsync("/page?explain")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var plain = await site.GetAsync("/page");
        Assert.Equal("ts", await plain.Content.ReadAsStringAsync());
        Assert.StartsWith("\"", plain.Header("ETag"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_Timing_names_what_was_made_and_no_key()
    {
        await using var site = await StartAsync(Cached, static options => options.ServerTiming = true, development: false);
        var made = (await site.GetAsync("/page?key=secret")).Header("Server-Timing")!;
        Assert.Matches("""^render;desc="0 sections hit, 1 missed";dur=[0-9.]+, page;desc="Made: Absent";dur=[0-9.]+, section1;desc="page.liquid\(1,12\) Made: Absent";dur=[0-9.]+$""", made);
        var hit = await site.GetAsync("/page?key=secret");
        Assert.Matches("""^render;desc="0 sections hit, 0 missed";dur=[0-9.]+, page;desc="Hit";dur=[0-9.]+$""", hit.Header("Server-Timing"));
        Assert.Equal("ts", await hit.Content.ReadAsStringAsync());
        Assert.Null((await (await StartAsync(Cached, static _ => { })).GetAsync("/page")).Header("Server-Timing"));
    }

    [Fact]
    public async Task A_preview_is_sent_with_no_store_and_neither_reads_nor_writes()
    {
        await using var site = await StartAsync("{{ next }}<% cache %>{{ next }}<% endcache %>", static options => options.IsPreview = static http => http.Request.Query.ContainsKey("preview"));
        var expected = new[] { ("/page?preview", "12", true), ("/page", "34", false), ("/page?preview", "56", true), ("/page", "34", false) };
        foreach (var (path, body, isPreview) in expected)
        {
            var response = await site.GetAsync(path, ("If-None-Match", "*"));
            Assert.Equal(isPreview ? HttpStatusCode.OK : HttpStatusCode.NotModified, response.StatusCode);
            Assert.Equal(isPreview ? "no-store, must-revalidate, no-cache, private" : null, response.Headers.CacheControl?.ToString());
            Assert.Equal(isPreview, response.Header("ETag") is null);
            if (isPreview)
                Assert.Equal(body, await response.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("Surrogate-Key", "a b%2Cc d%20e")]
    [InlineData("Cache-Tag", "a,b%2Cc,d%20e")]
    public async Task The_tags_of_a_page_are_a_header_if_one_is_named(string header, string expected)
    {
        await using var site = await StartAsync(Cached, options => options.TagHeader = header);
        for (var i = 0; i < 2; i++)
            Assert.Equal(expected, (await site.GetAsync("/page")).Header(header));
    }

    [Fact]
    public async Task A_page_of_more_tags_than_a_cache_would_read_is_private()
    {
        await using var site = await StartAsync(Cached, static options => options.TagHeader = "Surrogate-Key");
        var response = await site.GetAsync("/page?many");
        Assert.Equal((null, "private"), (response.Header("Surrogate-Key"), response.Header("Cache-Control")));
    }

    private sealed class Model(HttpContext http, Func<int> next)
    {
        public string Title => "t";

        public string Key => $"{http.Request.Query["key"]}";

        public string[] Tags => http.Request.Query.ContainsKey("many") ? [.. Enumerable.Range(0, 4000).Select(static i => $"tag-{i}")] : ["d e", "b,c", "a"];

        public int Next => next();
    }

    private static Task<TestSite> StartAsync(string template, Action<RenderingOptions> configure, bool development = true)
    {
        var counter = 0;
        return TestSite.StartAsync(
            app =>
            {
                app.MapGet("/as-json", (HttpContext http) =>
                {
                    http.Response.ContentType = "application/json";
                    return http.Render("page", ModelOf(http), "json");
                });
                app.MapGet("/{name}", (string name, HttpContext http) => http.Render(name, ModelOf(http), "all"));
            },
            builder =>
            {
                builder.Services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = development ? Environments.Development : Environments.Production });
                builder.Services.AddRendering(options =>
                {
                    options.Renderer.Templates = new DictionaryTemplateSource
                    {
                        ["page.liquid"] = template,
                        ["data.json.liquid"] = template,
                        ["robots.txt.liquid"] = template,
                        ["feed.xml.liquid"] = template,
                    };
                    configure(options);
                });
            });

        Model ModelOf(HttpContext http) => new(http, () => ++counter);
    }
}
