using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rendering.Templates;

namespace Rendering.AspNetCore.Tests;

/// <summary>Promise 22: a page with holes has an ETag only where each hole gives a version or says that a stale one will do.</summary>
public sealed class HoleTests
{
    private int _cart = 1;
    private int _titles;
    private int _nonces;

    private Func<string> Title => () => $"title {Interlocked.Increment(ref _titles)}";

    private Task<TestSite> StartAsync(string template, Func<HttpContext, object> model, Action<WebApplicationBuilder>? configure = null) => TestSite.StartAsync(
        app => app.MapGet("/", (HttpContext http) => http.Render("page", model(http), cacheKey: "all")),
        builder =>
        {
            builder.Services.AddRendering(o => o.Renderer.Templates = new DictionaryTemplateSource { ["page.liquid"] = template });
            configure?.Invoke(builder);
        });

    private object ShopOf(HttpContext http)
    {
        var nonce = $"n{Interlocked.Increment(ref _nonces)}";
        http.Response.Headers.ContentSecurityPolicy = $"script-src 'nonce-{nonce}'";
        return new { Title, Nonce = nonce, Cart = new { Count = _cart, Version = _cart } };
    }

    [Fact]
    public async Task A_nonce_and_a_cart_stand_in_holes_of_a_cached_page()
    {
        await using var site = await StartAsync("{{ title }} <% nocache %>{{ cart.count }}<% endnocache %> <% nocache %>{{ nonce }}<% endnocache %>", ShopOf);
        for (_cart = 1; _cart <= 3; _cart++)
        {
            var response = await site.GetAsync("/");
            Assert.Equal($"title 1 {_cart} n{_cart}", await response.Content.ReadAsStringAsync());
            Assert.Equal($"script-src 'nonce-n{_cart}'", response.Header("Content-Security-Policy"));
            Assert.Equal(("private", null), (response.Header("Cache-Control"), response.Header("ETag")));
            Assert.NotNull(response.Header("Content-Length"));
        }

        Assert.Equal(1, _titles);
    }

    [Fact]
    public async Task A_versioned_page_answers_304_from_its_manifest_without_rendering()
    {
        await using var site = await StartAsync(
            "{{ title }} <% nocache version: cart.version %>{{ cart.count }}<% endnocache %> <% nocache stale: true %>{{ nonce }}<% endnocache %>", ShopOf);
        var first = await site.GetAsync("/");
        var tag = first.Header("ETag")!;
        var known = await site.GetAsync("/", ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, tag), (known.StatusCode, known.Header("ETag")));
        // The page that the client has goes with the policy that it came with.
        Assert.Null(known.Header("Content-Security-Policy"));

        _cart = 2;
        var changed = await site.GetAsync("/", ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.OK, "title 1 2 n3"), (changed.StatusCode, await changed.Content.ReadAsStringAsync()));
        Assert.NotEqual(tag, changed.Header("ETag"));
        Assert.Equal(1, _titles);
    }

    [Theory]
    [InlineData("version: 1", "\"")]
    [InlineData("stale: true", "W/\"")]
    public async Task A_tag_is_weak_where_two_answers_that_have_it_may_differ(string option, string begins)
    {
        await using var site = await StartAsync($"{{{{ title }}}}<% nocache {option} %>{{{{ nonce }}}}<% endnocache %>", ShopOf);
        var tag = (await site.GetAsync("/")).Header("ETag")!;
        Assert.StartsWith(begins, tag, StringComparison.Ordinal);
        var known = await site.GetAsync("/", ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, tag), (known.StatusCode, known.Header("ETag")));
    }

    [Fact]
    public async Task An_antiforgery_token_works_in_a_hole_of_a_cached_page()
    {
        await using var site = await StartAsync(
            "{{ title }} <% nocache %>{{ token }}<% endnocache %>",
            http => new { Title, Token = (Func<string>)(() => http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken!) },
            builder => builder.Services.AddAntiforgery());
        var (first, second) = (await site.GetAsync("/"), await site.GetAsync("/"));
        var (one, two) = (await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.StartsWith("title 1 CfDJ", one, StringComparison.Ordinal);
        Assert.StartsWith("title 1 CfDJ", two, StringComparison.Ordinal);
        Assert.NotEqual(one, two);
        Assert.NotNull(second.Header("Set-Cookie"));
        Assert.Contains("no-store", second.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal(1, _titles);
    }

    [Fact]
    public async Task What_the_client_has_is_answered_so_though_a_template_forbids_storing()
    {
        await using var site = await StartAsync(
            "<% response_header 'Cache-Control', 'no-store' %><% nocache stale: true %>x<% endnocache %>", ShopOf,
            builder => builder.Services.Configure<RenderingOptions>(o => o.TemplateHeaders.Add("Cache-Control")));
        await site.GetAsync("/");
        Assert.Equal(HttpStatusCode.NotModified, (await site.GetAsync("/", ("If-None-Match", "*"))).StatusCode);
    }

    [Fact]
    public async Task A_header_of_a_template_comes_with_every_hit_and_only_where_it_is_allowed()
    {
        await using var site = await StartAsync("<% response_header 'Link', '</a.css>; rel=preload' %>x", ShopOf);
        for (var i = 0; i < 3; i++) Assert.Equal("</a.css>; rel=preload", (await site.GetAsync("/")).Header("Link"));

        await using var other = await StartAsync("<% response_header 'Set-Cookie', 'admin=1' %>x", ShopOf);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => other.GetAsync("/"));
        Assert.Contains("TemplateHeaders", error.Message, StringComparison.Ordinal);
    }
}
