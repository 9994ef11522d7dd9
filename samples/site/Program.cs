using Rendering;
using Rendering.Templates;
using Site;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = Place.ContentRoot() });
builder.Configuration["urls"] ??= Place.Address();
builder.Logging.SetMinimumLevel(LogLevel.Warning);

var files = builder.Environment.ContentRootPath;
builder.Services.AddSingleton(Guide.Load(Path.Combine(files, "data")));
builder.Services.AddSingleton(new Renderer(new RendererOptions
{
    // An edit of a template shows in the next answer.
    Templates = new FolderTemplateSource(Path.Combine(files, "templates"), TemplateReload.EveryRender),
}));

var app = builder.Build();
app.UseStaticFiles();
app.MapGuide();
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"A field guide to the chemical elements: {app.Urls.First()}"));
app.Run();
