using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Rendering.AspNetCore.Tests;

/// <summary>A host without a socket, with minimal APIs or one controller.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestSite(WebApplication app)
    {
        _app = app;
        Client = app.Services.GetRequiredService<IServer>() is TestServer
            ? app.GetTestClient()
            : new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestSite> StartAsync(Action<WebApplication> map, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        configure?.Invoke(builder);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new TestSite(app);
    }

    public static Task<TestSite> StartAsync<TController>(Action<WebApplicationBuilder>? configure = null)
        where TController : ControllerBase => StartAsync(
            app => app.MapControllers(),
            builder =>
            {
                AddController<TController>(builder);
                configure?.Invoke(builder);
            });

    public static void AddController<TController>(WebApplicationBuilder builder)
        where TController : ControllerBase => builder.Services.AddControllers().ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.ApplicationParts.Add(new AssemblyPart(typeof(TController).Assembly));
            parts.FeatureProviders.Clear();
            parts.FeatureProviders.Add(new Only(typeof(TController)));
        });

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, headers);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class Only(Type controller) : IApplicationFeatureProvider<ControllerFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature) =>
            feature.Controllers.Add(System.Reflection.IntrospectionExtensions.GetTypeInfo(controller));
    }
}

internal static class ResponseExtensions
{
    /// <summary>A header of the response or of its content, as it was sent; null where there is none.</summary>
    public static string? Header(this HttpResponseMessage response, string name) =>
        Find(response.Headers, name) ?? Find(response.Content.Headers, name);

    private static string? Find(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
