using Caching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Rendering.Templates;

namespace Rendering.AspNetCore.Tests;

public sealed class AddRenderingTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("rendering-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Templates_come_from_a_folder_below_the_content_root_and_an_edit_shows_at_once_in_development()
    {
        Directory.CreateDirectory(Path.Combine(_root, "templates", "parts"));
        Write("templates/page.liquid", "one {% include 'parts/x' %}");
        Write("templates/parts/x.liquid", "x");
        using var services = Services(Environments.Development);
        var renderer = services.GetRequiredService<Renderer>();
        Assert.Equal("one x", await renderer.RenderAsync("page", cacheExpire: CacheExpire.Never));
        Write("templates/parts/x.liquid", "edited");
        Assert.Equal("one edited", await renderer.RenderAsync("page", cacheExpire: CacheExpire.Never));
    }

    [Fact]
    public async Task The_simple_options_are_read_from_the_configuration_and_code_has_the_last_word()
    {
        Directory.CreateDirectory(Path.Combine(_root, "views"));
        Write("views/page.liquid", "from views");
        using var services = Services(Environments.Production, o => o.Reload = TemplateReload.Never, ("Folder", "views"), ("Reload", "Watch"));
        Assert.Equal("from views", await services.GetRequiredService<Renderer>().RenderAsync("page"));
        Assert.Equal(TemplateReload.Never, services.GetRequiredService<IOptions<RenderingOptions>>().Value.Reload);
    }

    [Fact]
    public void The_renderer_and_its_caches_are_one_for_the_application_on_the_clock_of_the_host()
    {
        Directory.CreateDirectory(Path.Combine(_root, "templates"));
        var clock = new Clock();
        using var services = Services(Environments.Production, configure: null, clock);
        var renderer = services.GetRequiredService<Renderer>();
        Assert.Same(services.GetRequiredService<CacheManager>(), renderer.Caches);
        Assert.Same(renderer, services.CreateScope().ServiceProvider.GetRequiredService<Renderer>());
        Assert.Same(clock, renderer.Caches.Time);
    }

    [Fact]
    public async Task Templates_tell_the_time_by_the_clock_of_the_host()
    {
        var pages = new Pages();
        pages.Templates["page.liquid"] = "{{ 'now' | date: '%Y-%m-%d' }}";
        await using var site = await Pages.StartAsync(pages, builder => builder.Services.AddSingleton<TimeProvider>(new Clock()));
        Assert.Equal("1999-12-31", await site.Client.GetStringAsync("/min/page"));
    }

    [Fact]
    public async Task An_expire_ends_by_the_clock_of_the_host()
    {
        var (clock, pages) = (new Clock(), new Pages { Name = "old" });
        await using var site = await Pages.StartAsync(pages, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        Assert.Equal("<h1>old</h1>", await site.Client.GetStringAsync("/min/cached"));
        pages.Name = "new";
        clock.Advance(TimeSpan.FromSeconds(3599));
        Assert.Equal("<h1>old</h1>", await site.Client.GetStringAsync("/min/cached"));
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("<h1>new</h1>", await site.Client.GetStringAsync("/min/cached"));
    }

    [Fact]
    public async Task Two_hundred_parallel_requests_for_one_cold_page_load_and_render_it_once()
    {
        var pages = new Pages();
        await using var site = await Pages.StartAsync(pages);
        var bodies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => site.Client.GetStringAsync("/min/cached")));
        Assert.Single(bodies.Distinct());
        Assert.Equal(1, pages.Loads);
    }

    [Fact]
    public async Task A_result_without_AddRendering_says_what_to_call()
    {
        await using var site = await TestSite.StartAsync(app => app.MapGet("/", (HttpContext http) => http.Render("page")));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => site.GetAsync("/"));
        Assert.Contains("AddRendering()", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AddCaching_before_or_after_adds_to_the_options_and_the_manager_is_one(bool before)
    {
        var clock = new Clock();
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("Regions:short:Expire", "10")]).Build();
        var services = new ServiceCollection()
            .AddSingleton<IHostEnvironment>(new Host(_root, Environments.Production))
            .AddSingleton<IConfiguration>(section);
        if (before) services.AddCaching(section);
        services.AddRendering(options =>
        {
            options.Folder = ".";
            options.Renderer.Time = clock;
            options.Caching.Regions["own"] = new() { Type = "memory" };
        });
        if (!before) services.AddCaching(section);
        using var provider = services.BuildServiceProvider();
        var caches = provider.GetRequiredService<CacheManager>();
        Assert.Same(caches, provider.GetRequiredService<Renderer>().Caches);
        Assert.Same(clock, caches.Time);
        Assert.Equal(("memory", "memory"), (caches.TypeOf(new() { Region = "short" }), caches.TypeOf(new() { Region = "own" })));
    }

    [Fact]
    public void A_manager_that_was_registered_by_hand_is_the_renderer_s()
    {
        using var mine = new CacheManager();
        using var services = new ServiceCollection()
            .AddSingleton<IHostEnvironment>(new Host(_root, Environments.Production))
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(mine).AddRendering(static options => options.Folder = ".").BuildServiceProvider();
        Assert.Same(mine, services.GetRequiredService<Renderer>().Caches);
    }

    private void Write(string path, string text) => File.WriteAllText(Path.Combine(_root, path), text);

    private ServiceProvider Services(string environment, Action<RenderingOptions>? configure, params (string Name, string Value)[] settings) =>
        Services(environment, configure, null, settings);

    private ServiceProvider Services(
        string environment, Action<RenderingOptions>? configure = null, TimeProvider? clock = null, params (string Name, string Value)[] settings)
    {
        var services = new ServiceCollection()
            .AddSingleton<IHostEnvironment>(new Host(_root, environment))
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Rendering:" + s.Name, (string?)s.Value))).Build())
            .AddLogging();
        if (clock is not null)
            services.AddSingleton(clock);
        return services.AddRendering(configure).BuildServiceProvider();
    }

    private sealed class Host(string root, string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;

        public string ApplicationName { get; set; } = "tests";

        public string ContentRootPath { get; set; } = root;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }

    private sealed class Clock : TimeProvider
    {
        private TimeSpan _passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(1999, 12, 31, 12, 0, 0, TimeSpan.Zero) + _passed;

        public override long GetTimestamp() => _passed.Ticks;

        public void Advance(TimeSpan by) => _passed += by;
    }
}
