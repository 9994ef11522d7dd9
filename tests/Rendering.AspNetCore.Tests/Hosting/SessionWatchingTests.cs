using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Session;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Rendering.AspNetCore.Tests;

/// <summary>Whether a page may be shared in a host with sessions: only who used one is private.</summary>
public class SessionWatchingTests
{
    [Theory]
    [InlineData("before", true)]
    [InlineData("after", true)]
    [InlineData("own store before", true)]
    [InlineData("own store after", false)]
    public async Task A_page_beside_a_session_that_is_not_used_is_shared_where_sessions_are_watched(string added, bool shared)
    {
        var pages = new Pages();
        await using var site = await StartAsync(pages, added);
        for (var i = 0; i < 2; i++)
            await site.GetAsync("/page");
        Assert.Equal(shared ? 1 : 2, pages.Loads);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    [InlineData("own store before")]
    [InlineData("own store after")]
    public async Task A_session_keeps_working_and_what_is_made_of_it_is_not_shared(string added)
    {
        await using var site = await StartAsync(new Pages(), added);
        var anna = await site.GetAsync("/name?is=anna");
        Assert.Equal("<h1>anna</h1>", await anna.Content.ReadAsStringAsync());
        Assert.Equal("<h1>nobody</h1>", await site.Client.GetStringAsync("/name"));
        var cookie = anna.Header("Set-Cookie")!.Split(';')[0];
        Assert.Equal("<h1>anna</h1>", await (await site.GetAsync("/name", ("Cookie", cookie))).Content.ReadAsStringAsync());
    }

    private static Task<TestSite> StartAsync(Pages pages, string added) => TestSite.StartAsync(
        app =>
        {
            app.UseSession();
            app.MapGet("/page", (HttpContext http) => http.Render("page", () => pages.LoadAsync(), cacheExpire: 60));
            app.MapGet("/name", (HttpContext http, string? @is) =>
            {
                if (@is is not null)
                    http.Session.SetString("name", @is);
                return http.Render("page", new { name = http.Session.GetString("name") ?? "nobody" }, cacheExpire: 60);
            });
        },
        builder =>
        {
            var services = builder.Services.AddDistributedMemoryCache();
            if (added == "before")
                services.AddSession();
            if (added == "own store before")
                services.AddSession().AddSingleton<ISessionStore, Own>();
            services.AddRendering(o => o.Renderer.Templates = pages.Templates);
            if (added == "after")
                services.AddSession();
            if (added == "own store after")
                services.AddSession().AddSingleton<ISessionStore, Own>();
        });

    private sealed class Own(IDistributedCache cache, ILoggerFactory log) : ISessionStore
    {
        public ISession Create(string sessionKey, TimeSpan idleTimeout, TimeSpan ioTimeout, Func<bool> tryEstablishSession, bool isNewSessionKey) =>
            new DistributedSession(cache, sessionKey, idleTimeout, ioTimeout, tryEstablishSession, log, isNewSessionKey);
    }
}
