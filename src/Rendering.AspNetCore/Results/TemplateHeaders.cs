using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rendering.Fragments;

namespace Rendering.AspNetCore;

/// <summary>The headers that templates add to the response: they come with the page, from the cache as when it is rendered.</summary>
internal static class TemplateHeaders
{
    /// <exception cref="InvalidOperationException">A template adds a header that it may not.</exception>
    public static void Apply(RenderedPage page, HttpContext context)
    {
        foreach (var capture in page.Rendition.Captures)
        {
            if (capture.Kind != Capture.Header)
                continue;
            var allowed = context.RequestServices.GetRequiredService<IOptions<RenderingOptions>>().Value.TemplateHeaders;
            if (!allowed.Contains(capture.Name))
            {
                throw new InvalidOperationException(
                    $"A template adds the header '{capture.Name}', which templates may not. Allow it in {nameof(RenderingOptions)}.{nameof(RenderingOptions.TemplateHeaders)}: "
                    + $"it has {string.Join(", ", allowed.Order(StringComparer.Ordinal))}.");
            }

            context.Response.Headers.Append(capture.Name, capture.Text);
        }
    }
}
