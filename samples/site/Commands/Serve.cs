using Rendering;
using Rendering.AspNetCore;
using Rendering.Templates;

namespace Site.Commands;

/// <summary>Serves the pages live.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        // The host would take no notice of a command that it does not know, and the site would be served.
        if (args is [[not ('-' or '/'), ..] word, ..] && !word.Contains('='))
        {
            await Console.Error.WriteLineAsync($"There is no command '{word}'. --help lists those that there are.");
            return 1;
        }
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = Place.ContentRoot() });
        builder.Configuration["urls"] ??= Place.Address();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        builder.Services.AddRendering(options =>
        {
            // An edit of a template shows in the next answer.
            options.Reload = TemplateReload.EveryRender;
            // A page and its sections are fresh for an hour, where they say nothing else.
            options.Caching.DefaultExpire = TimeSpan.FromHours(1);
            // A section that reads what its key does not tell would show one page's words on another.
            options.Renderer.FreeVariables = FreeVariableMode.Error;
            // In development, ?explain says behind the page what became of each of its sections.
            options.ExplainInPages = true;
            options.ExplainWhen = static http => http.Request.Query.ContainsKey("explain");
            options.Renderer.Globals = Settings.At(builder.Configuration["address"]);
        });

        var app = builder.Build();
        app.UseStaticFiles();
        // After the files, or the pages' pattern, which matches everything, would keep requests from them.
        app.UseRouting();
        app.MapGuide(GuideSite.Load(builder.Environment.ContentRootPath));
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"A field guide to the chemical elements: {app.Urls.First()}"));
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }
}
