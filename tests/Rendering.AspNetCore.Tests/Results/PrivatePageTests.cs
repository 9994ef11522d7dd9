using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Rendering.AspNetCore.Tests;

public class PrivatePageTests
{
    public static TheoryData<string> Forms => RenderTests.Forms;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_private_page_is_never_stored_under_the_key_of_everyone(string form)
    {
        var pages = new Pages { Name = "Anna" };
        await using var site = await Pages.StartAsync(pages);
        var anna = await site.GetAsync(form + "/cached", ("Authorization", "Bearer anna"));
        Assert.Equal(("<h1>Anna</h1>", "private"), (await anna.Content.ReadAsStringAsync(), anna.Header("Cache-Control")));
        Assert.NotNull(anna.Header("ETag"));

        pages.Name = "everyone";
        var everyone = await site.GetAsync(form + "/cached");
        Assert.Equal(("<h1>everyone</h1>", null), (await everyone.Content.ReadAsStringAsync(), everyone.Header("Cache-Control")));

        // Nor is she given what was stored for them.
        pages.Name = "Anna";
        var again = await site.GetAsync(form + "/cached", ("Authorization", "Bearer anna"));
        Assert.Equal("<h1>Anna</h1>", await again.Content.ReadAsStringAsync());
        Assert.Equal(3, pages.Loads);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_private_page_is_stored_under_a_key_that_says_whose_it_is(string form)
    {
        var pages = new Pages { Name = "Anna" };
        await using var site = await Pages.StartAsync(pages);
        for (var i = 0; i < 2; i++)
        {
            var response = await site.GetAsync(form + "/keyed?k=anna", ("Authorization", "Bearer anna"));
            Assert.Equal(("<h1>Anna</h1>", "private"), (await response.Content.ReadAsStringAsync(), response.Header("Cache-Control")));
        }

        Assert.Equal(1, pages.Loads);
    }

    [Fact]
    public async Task A_key_of_null_says_nothing_of_whose_a_page_is()
    {
        var pages = new Pages();
        await using var site = await TestSite.StartAsync(
            app => app.MapGet("/", (HttpContext http) => http.Render("page", () => pages.LoadAsync(), http.User.Identity?.Name)),
            builder => builder.Services.AddRendering(o => o.Renderer.Templates = pages.Templates));
        foreach (var name in new[] { "Anna", "Bert" })
        {
            pages.Name = name;
            var page = await site.GetAsync("/", ("Authorization", "Bearer " + name));
            Assert.Equal($"<h1>{name}</h1>", await page.Content.ReadAsStringAsync());
        }

        pages.Name = "everyone";
        for (var i = 0; i < 2; i++)
            Assert.Equal("<h1>everyone</h1>", await site.Client.GetStringAsync("/"));
        Assert.Equal(3, pages.Loads);
    }

    [Fact]
    public async Task A_page_that_was_not_stored_for_its_privacy_says_so_in_the_log()
    {
        var log = new Lines();
        await using var site = await Pages.StartAsync(new Pages(), builder => builder.Logging.AddProvider(log));
        await site.GetAsync("/min/cached");
        await site.GetAsync("/min/keyed?k=anna", ("Authorization", "Bearer anna"));
        Assert.Empty(log.Written);
        await site.GetAsync("/min/cached", ("Authorization", "Bearer anna"));
        Assert.Contains("The page page was not cached", Assert.Single(log.Written), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_in_user_or_a_cookie_set_makes_a_page_private()
    {
        await using var site = await Pages.StartAsync(new Pages(), builder => builder.Services.AddSingleton<IStartupFilter, Visitors>());
        Assert.Null((await site.GetAsync("/mvc/page")).Header("Cache-Control"));
        Assert.Equal("private", (await site.GetAsync("/mvc/page?visitor=user")).Header("Cache-Control"));
        Assert.Equal("private", (await site.GetAsync("/mvc/page?visitor=cookie")).Header("Cache-Control"));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Rendering", StringComparison.Ordinal) ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }

    private sealed class Visitors : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((HttpContext http, RequestDelegate rest) =>
            {
                if (http.Request.Query["visitor"] == "user")
                    http.User = new ClaimsPrincipal(new ClaimsIdentity("test"));
                else if (http.Request.Query["visitor"] == "cookie")
                    http.Response.Cookies.Append("seen", "1");
                return rest(http);
            });
            next(app);
        };
    }
}
