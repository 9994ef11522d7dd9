using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rendering.Templates;

namespace Rendering.AspNetCore.Tests;

/// <summary>What templates and keys have of an HTTP request.</summary>
public sealed class RequestValueTests
{
    private const string Nameless = "?";

    private int _loads;

    [Fact]
    public async Task A_template_reads_the_values_of_the_request()
    {
        await using var site = await StartAsync("{{ request.query.a }}|{{ request.headers['X-Test'] }}|{{ request.cookies.theme }}|{{ request.route.id }}|{{ request.user }}|{{ request.query.none }}|{{ request.culture }}");
        Assert.Equal("1|t|dark|7|anna||", await Text(site, "/7?a=1", ("X-Test", "t"), ("Cookie", "theme=dark"), ("Test-User", "anna")));
        Assert.Equal("|||8|||", await Text(site, "/8"));
    }

    [Theory]
    [InlineData("query:a", "/1?a=1", "/1?a=2", "/1?a=1&a=2", "/1?a=1%2C2", "/1?a", "/1")]
    [InlineData("route:id", "/1", "/2", "/x%20y")]
    [InlineData("header:X-Test", "/1#a", "/1#b")]
    [InlineData("cookie:theme", "/1#a", "/1#b")]
    [InlineData("user", "/1#a", "/1#b", "/1")]
    public async Task A_page_varies_by_what_its_template_names(string vary, params string[] places)
    {
        await using var site = await StartAsync("<% page cached, vary: '" + vary + "' %>{{ x }}");
        var seen = new HashSet<string>();
        for (var round = 0; round < 2; round++)
        {
            foreach (var place in places)
            {
                var (path, value) = place.Split('#') is [var before, var behind] ? (before, behind) : (place, null);
                var text = await Text(site, path, value is null ? [] : [vary == "user" ? ("Test-User", value) : vary[0] == 'h' ? ("X-Test", value) : ("Cookie", "theme=" + value)]);
                Assert.Equal(round == 0, seen.Add(text));
            }
        }

        Assert.Equal(places.Length, _loads);
    }

    [Fact]
    public async Task Users_without_a_name_never_share()
    {
        await using var site = await StartAsync("<% page cached, vary: 'user' %>{{ x }}");
        var pages = new List<string>();
        foreach (var user in new[] { Nameless, Nameless, null, null })
            pages.Add(await Text(site, "/1", user is null ? [] : [("Test-User", user)]));
        Assert.Equal(["1", "2", "3", "3"], pages);
    }

    [Fact]
    public async Task Two_issuers_may_call_two_people_by_one_name()
    {
        await using var site = await StartAsync("<% page cached, vary: 'user' %>{{ x }}");
        Assert.Equal("1", await Text(site, "/1", ("Test-User", "7"), ("Test-Issuer", "a")));
        Assert.Equal("2", await Text(site, "/1", ("Test-User", "7"), ("Test-Issuer", "b")));
        Assert.Equal("1", await Text(site, "/1", ("Test-User", "7"), ("Test-Issuer", "a")));
    }

    [Fact]
    public async Task A_page_is_kept_by_culture_where_request_localization_is_in_use()
    {
        await using var site = await StartAsync(
            "<% page cached %>{{ request.culture }}{{ x }}",
            static app => app.UseRequestLocalization(new RequestLocalizationOptions().AddSupportedCultures("de-DE", "fr-FR")));
        Assert.Equal("de-DE1", await Text(site, "/1?culture=de-DE"));
        Assert.Equal("fr-FR2", await Text(site, "/1?culture=fr-FR"));
        Assert.Equal("de-DE1", await Text(site, "/1?culture=de-DE"));
    }

    [Fact]
    public async Task A_page_that_the_template_caches_is_private_where_somebody_is_signed_in()
    {
        await using var site = await StartAsync("<% page cached %>{{ x }}");
        Assert.Equal("1", await Text(site, "/1"));
        Assert.Equal("2", await Text(site, "/1", ("Test-User", "anna")));
        Assert.Equal("3", await Text(site, "/1", ("Test-User", "anna")));
        Assert.Equal("1", await Text(site, "/1"));
    }

    [Fact]
    public async Task What_reads_more_than_its_key_has_is_not_stored_and_the_host_s_log_says_where()
    {
        var log = new List<string>();
        await using var site = await StartAsync(
            "<% cache %>\n  {{ request.query.a }}<% endcache %>",
            builder: builder => builder.Services.AddLogging(logging => logging.AddProvider(new Listed(log))));
        Assert.Equal("\n  1", await Text(site, "/1?a=1"));
        Assert.Equal("\n  2", await Text(site, "/1?a=2"));
        Assert.StartsWith("page.liquid(2,3): query:a of the request is read", Assert.Single(log), StringComparison.Ordinal);
    }

    private static async Task<string> Text(TestSite site, string path, params (string Name, string Value)[] headers) =>
        await (await site.GetAsync(path, headers)).Content.ReadAsStringAsync();

    private Task<TestSite> StartAsync(string template, Action<WebApplication>? before = null, Action<WebApplicationBuilder>? builder = null) => TestSite.StartAsync(
        app =>
        {
            before?.Invoke(app);
            app.Use(static (HttpContext http, RequestDelegate rest) =>
            {
                if (http.Request.Headers["Test-User"] is [{ } user])
                {
                    Claim[] claims = user == Nameless ? [] : [new(ClaimTypes.NameIdentifier, user, null, http.Request.Headers["Test-Issuer"].ToString())];
                    http.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test"));
                }

                return rest(http);
            });
            app.MapGet("/{id}", (HttpContext http) => http.Render("page", () => new { x = ++_loads }));
        },
        b =>
        {
            b.Services.AddRendering(o => o.Renderer.Templates = new DictionaryTemplateSource { ["page.liquid"] = template });
            builder?.Invoke(b);
        });

    private sealed class Listed(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
                lines.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
