using Caching;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Rendering.Templates;

namespace Rendering.AspNetCore;

/// <summary>Rendering in a host.</summary>
public static class RenderingServices
{
    /// <summary>
    /// Adds the <see cref="Renderer"/> and the <see cref="CacheManager"/>, with templates from a folder below the content root. The manager is
    /// the one of <see cref="CachingServices.AddCaching(IServiceCollection, Action{CacheManagerOptions}?)"/>, which may add to it, or one that
    /// was registered before by hand.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets options; it runs after the section <c>Rendering</c> of the configuration was read.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddRendering(this IServiceCollection services, Action<RenderingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<RenderingOptions>().BindConfiguration("Rendering");
        if (configure is not null)
            options.Configure(configure);
        services.TryAddSingleton(Templates);
        // AddCaching, before or after this, adds to these options and uses this clock: one manager, one clock, the host's if it has one,
        // since that is the one that its tests turn.
        services.TryAddSingleton(static services => Options(services).Renderer.Time);
        services.TryAddSingleton(static services => Options(services).Caching);
        services.AddCaching();
        services.TryAddSingleton(Renderer);
        services.WatchSessions();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, HeadGuardStartup>());
        return services;
    }

    private static ITemplateSource Templates(IServiceProvider services)
    {
        var options = Options(services);
        if (options.OwnTemplates is { } own)
            return own;
        var host = services.GetRequiredService<IHostEnvironment>();
        var reload = options.Reload ?? (host.IsDevelopment() ? TemplateReload.EveryRender : TemplateReload.Watch);
        return new FolderTemplateSource(Path.Combine(host.ContentRootPath, options.Folder), reload);
    }

    private static Renderer Renderer(IServiceProvider services)
    {
        var options = Options(services).Renderer;
        options.Templates = services.GetRequiredService<ITemplateSource>();
        options.Time = services.GetRequiredService<TimeProvider>();
        if (options.Logger is NullLogger && services.GetService<ILoggerFactory>() is { } loggers)
            options.Logger = loggers.CreateLogger("Rendering");
        if (services.GetService<IHostEnvironment>()?.IsDevelopment() == true)
            options.FreeVariables ??= FreeVariableMode.Warn;
        return new(options, services.GetRequiredService<CacheManager>());
    }

    private static RenderingOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<RenderingOptions>>().Value;
}
