using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rendering.Liquid;
using Rendering.Templates;

namespace Rendering.AspNetCore.Tests;

/// <summary>One rule says what a page is: what is not escaped never arrives as HTML, nor the other way round.</summary>
public class ContentTypeTests
{
    [Theory]
    [InlineData("show", "show.liquid", "text/html", true)]
    [InlineData("show.liquid", "show.liquid", "text/html", true)]
    [InlineData("show.html", "show.html.liquid", "text/html", true)]
    [InlineData("v1.2/show", "v1.2/show.liquid", "text/html", true)]
    [InlineData("robots.txt", "robots.txt", "text/plain", false)]
    [InlineData("robots.txt", "robots.txt.liquid", "text/plain", false)]
    [InlineData("Feed.XML", "Feed.XML.liquid", "application/xml", true)]
    [InlineData("data.json.LIQUID", "data.json.LIQUID", "application/json", false)]
    [InlineData("guide.md", "guide.md.liquid", "text/markdown", false)]
    [InlineData("guide.md.html", "guide.md.html", "text/html", true)]
    [InlineData("guide.md.html", "guide.md.html.liquid", "text/html", true)]
    [InlineData("data.json.unknown", "data.json.unknown", "text/html", true)]
    [InlineData("data.json", "data.json.own", "application/json", false)]
    [InlineData("data", "data.own", "text/html", true)]
    public async Task The_type_and_the_escaping_follow_one_extension_of_the_template_s_name(string asked, string name, string type, bool escaped)
    {
        await using var site = await TestSite.StartAsync(
            app => app.MapGet("/", (HttpContext http) => http.Render(asked, new { x = "<" })),
            builder => builder.Services.AddRendering(options =>
            {
                options.Renderer.Templates = new DictionaryTemplateSource(new Dictionary<string, string> { [name] = "{{ x }}" });
                options.Renderer.Engines[".own"] = new LiquidEngine();
            }));
        var response = await site.GetAsync("/");
        Assert.Equal((type + "; charset=utf-8", escaped ? "&lt;" : "<"), (response.Header("Content-Type"), await response.Content.ReadAsStringAsync()));
    }
}
