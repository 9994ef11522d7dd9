using Microsoft.AspNetCore.Session;
using Microsoft.Extensions.DependencyInjection;

namespace Rendering.AspNetCore;

/// <summary>Has the host's sessions watched.</summary>
internal static class SessionWatching
{
    /// <summary>
    /// Wraps the session store that is there; else registers the framework's own, wrapped, in the place that a later
    /// <c>AddSession()</c> would fill with it. A store registered after that by hand is not watched: its sessions count as used.
    /// </summary>
    public static void WatchSessions(this IServiceCollection services)
    {
        var inner = services.LastOrDefault(static service => service.ServiceType == typeof(ISessionStore) && !service.IsKeyedService);
        if (inner is not null)
            services.Remove(inner);
        services.Add(new ServiceDescriptor(
            typeof(ISessionStore),
            provider => new WatchedSessionStore(StoreOf(inner, provider)),
            inner?.Lifetime ?? ServiceLifetime.Transient));
    }

    private static ISessionStore StoreOf(ServiceDescriptor? inner, IServiceProvider provider) =>
        (ISessionStore)(inner?.ImplementationInstance
            ?? inner?.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, inner?.ImplementationType ?? typeof(DistributedSessionStore)));
}
