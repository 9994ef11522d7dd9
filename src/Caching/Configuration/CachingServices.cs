using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>The caches as a service.</summary>
public static class CachingServices
{
    /// <summary>
    /// Adds the one <see cref="CacheManager"/> of the application, with the <see cref="TimeProvider"/> and the loggers of the services where
    /// they have them. Its options are the <see cref="CacheManagerOptions"/> of the services, if they have any; calls add to them, in
    /// their order. A manager registered before by hand stays.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options, when the manager is first needed.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddCaching(this IServiceCollection services, Action<CacheManagerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null) services.AddSingleton(new Setup(configure));
        services.TryAddSingleton(Manager);
        return services;
    }

    /// <summary>The same, with stores, regions and defaults from a section as <see cref="CacheManagerOptions.Configure"/> reads it.</summary>
    public static IServiceCollection AddCaching(
        this IServiceCollection services, IConfiguration section, Action<CacheManagerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddCaching(options =>
        {
            options.Configure(section);
            configure?.Invoke(options);
        });
    }

    private static CacheManager Manager(IServiceProvider services)
    {
        var options = services.GetService<CacheManagerOptions>() ?? new();
        foreach (var setup in services.GetServices<Setup>()) setup.Configure(options);
        return new(options, services.GetService<TimeProvider>(), services.GetService<ILoggerFactory>());
    }

    private sealed record Setup(Action<CacheManagerOptions> Configure);
}
