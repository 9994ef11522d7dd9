using Rendering.AspNetCore;
using Rendering.Templates;
using Site;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = Place.ContentRoot() });
builder.Configuration["urls"] ??= Place.Address();
builder.Logging.SetMinimumLevel(LogLevel.Warning);

// An edit of a template shows in the next answer.
builder.Services.AddRendering(options => options.Reload = TemplateReload.EveryRender);
builder.Services.AddSingleton(Guide.Load(Path.Combine(builder.Environment.ContentRootPath, "data")));

var app = builder.Build();
app.UseStaticFiles();
app.MapGuide();
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"A field guide to the chemical elements: {app.Urls.First()}"));
app.Run();
