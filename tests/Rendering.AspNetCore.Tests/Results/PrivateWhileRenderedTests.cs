using System.Security.Claims;
using Caching;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Rendering.AspNetCore.Tests;

/// <summary>Promise 20 where a page turns private only while its model is loaded.</summary>
public class PrivateWhileRenderedTests
{
    public static TheoryData<string> Ways => ["cookie", "user", "no-store", "private", "tokens", "stored-tokens", "session", "session-written"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_turns_private_while_it_is_rendered_is_never_stored_for_everyone(string way)
    {
        await using var site = await StartAsync(keyed: false);
        Assert.Equal("1 of anna", await site.Client.GetStringAsync($"/?way={way}&who=anna"));
        Assert.Equal("2 of bert", await site.Client.GetStringAsync($"/?way={way}&who=bert"));
        // What nothing makes private is stored, and found.
        Assert.Equal("3 of all", await site.Client.GetStringAsync("/?who=all"));
        Assert.Equal("3 of all", await site.Client.GetStringAsync("/?who=all"));
    }

    [Theory]
    [InlineData("cookie")]
    [InlineData("no-store")]
    [InlineData("stored-tokens")]
    public async Task A_key_does_not_vouch_for_a_cookie_or_a_no_store_of_the_render(string way)
    {
        await using var site = await StartAsync(keyed: true);
        Assert.Equal("1 of anna", await site.Client.GetStringAsync($"/?way={way}&who=anna"));
        Assert.Equal("2 of bert", await site.Client.GetStringAsync($"/?way={way}&who=bert"));
    }

    [Theory]
    [InlineData("cookie", "before")]
    [InlineData("no-store", "before")]
    [InlineData("session", "before")]
    [InlineData("session", "")]
    [InlineData("user", "")]
    public async Task A_key_vouches_for_the_client_and_for_what_was_private_before(string way, string when)
    {
        await using var site = await StartAsync(keyed: true);
        for (var i = 0; i < 2; i++)
            Assert.Equal("1 of anna", await site.Client.GetStringAsync($"/?way={way}&who=anna&when={when}"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_was_private_before_is_neither_stored_nor_served_what_is(string way)
    {
        await using var site = await StartAsync(keyed: false);
        Assert.Equal("1 of anna", await site.Client.GetStringAsync($"/?way={way}&who=anna&when=before"));
        Assert.Equal("2 of all", await site.Client.GetStringAsync("/?who=all"));
        // A page with tokens is never stored, so what is found is one without.
        var bert = way == "tokens" ? "2 of all" : "3 of bert";
        Assert.Equal(bert, await site.Client.GetStringAsync($"/?way={way}&who=bert&when=before"));
    }

    [Theory]
    [InlineData("session", "private")]
    [InlineData("session-written", "no-cache,no-store")]
    [InlineData("user", "private")]
    [InlineData("cookie", "private")]
    [InlineData("none", null)]
    public async Task What_turned_private_says_so_to_other_caches(string way, string? says)
    {
        await using var site = await StartAsync(keyed: false);
        Assert.Equal(says, (await site.GetAsync($"/?way={way}&who=anna")).Header("Cache-Control"));
    }

    private static Task<TestSite> StartAsync(bool keyed)
    {
        var pages = new Pages();
        pages.Templates["mine.liquid"] = "{{ n }} of {{ who }}";
        var renders = 0;
        return TestSite.StartAsync(
            app =>
            {
                app.UseSession();
                app.MapGet("/", (HttpContext http, string who, string? way, string? when) =>
                {
                    if (when == "before")
                        MakePrivate(http, way);
                    return http.Render(
                        "mine",
                        () =>
                        {
                            if (when != "before")
                                MakePrivate(http, way);
                            return new { who, n = ++renders };
                        },
                        cacheKey: keyed ? (CacheKey)"one" : null,
                        cacheExpire: 60);
                });
            },
            builder => builder.Services.AddDistributedMemoryCache().AddSession().AddAntiforgery().AddRendering(o => o.Renderer.Templates = pages.Templates));
    }

    private static void MakePrivate(HttpContext http, string? way)
    {
        var antiforgery = http.RequestServices.GetRequiredService<IAntiforgery>();
        switch (way)
        {
            case "cookie":
                http.Response.Cookies.Append("id", "1");
                break;
            case "user":
                http.User = new ClaimsPrincipal(new ClaimsIdentity("test"));
                break;
            case "no-store":
                http.NoCache();
                break;
            case "private":
                http.Response.Headers.CacheControl = "private";
                break;
            case "tokens":
                antiforgery.GetTokens(http);
                break;
            case "stored-tokens":
                antiforgery.GetAndStoreTokens(http);
                break;
            case "session":
                http.Session.GetString("name");
                break;
            case "session-written":
                http.Session.SetString("name", "x");
                break;
        }
    }
}
