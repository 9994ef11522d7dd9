using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Rendering.AspNetCore;

/// <summary>Puts the guard outside of every middleware, without a line in the user's pipeline that could stand too late.</summary>
internal sealed class HeadGuardStartup : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static (context, rest) =>
        {
            HeadGuard.Install(context);
            return rest(context);
        });
        next(app);
    };
}
