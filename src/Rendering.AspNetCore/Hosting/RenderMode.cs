using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Rendering.AspNetCore;

/// <summary>What the options say of one request, asked once: a result may be sent to many requests at a time, and keeps nothing of them.</summary>
internal sealed class RenderMode
{
    private RenderMode(HttpContext context, RenderingOptions options)
    {
        IsPreview = options.IsPreview?.Invoke(context) == true;
        Explains = options.ExplainInPages && context.RequestServices.GetService<IHostEnvironment>()?.IsDevelopment() == true
            && options.ExplainWhen?.Invoke(context) != false;
        IsTimed = options.ServerTiming;
        TagHeader = options.TagHeader;
    }

    public bool IsPreview { get; }

    /// <summary>Whether HTML ends with a comment that explains it.</summary>
    public bool Explains { get; }

    /// <summary>Whether there is a Server-Timing header.</summary>
    public bool IsTimed { get; }

    public string? TagHeader { get; }

    public static RenderMode Of(HttpContext context)
    {
        if (context.Features.Get<RenderMode>() is { } known)
            return known;
        var mode = new RenderMode(context, context.RequestServices.GetService<IOptions<RenderingOptions>>()?.Value ?? new());
        context.Features.Set(mode);
        return mode;
    }
}
