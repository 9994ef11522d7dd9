using Caching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Rendering.AspNetCore;

/// <summary>Rendered pages as results. Nothing is rendered before the result is executed.</summary>
/// <remarks>
/// Any of <c>cacheKey</c>, <c>cacheExpire</c>, <c>cacheType</c> and <c>cacheRegion</c> turns caching on. A page that is private (an Authorization
/// header, a signed-in user, a session read or written, a cookie set, an antiforgery token, a Cache-Control of private or no-store)
/// is cached only under a <c>cacheKey</c>: the default key would show it to everyone. This is looked at before the page is rendered
/// and again before it is stored, since loading the model may make it private. A <c>cacheKey</c>, unless it is null, says whose the page
/// is; yet it is not stored under one either where a cookie was set or no-store said while it was rendered. Such a page goes to its own caller
/// alone; whoever waited for it renders anew.
/// </remarks>
public static class RenderExtensions
{
    /// <summary>A page from a template, for a minimal API.</summary>
    /// <param name="context">The request.</param>
    /// <param name="template">The template's name below its source; the extension may be left out.</param>
    /// <param name="model">The model, or a function or task that gives it and is asked only where the page is rendered.</param>
    /// <param name="cacheKey">The version of the page inside the template's namespace.</param>
    /// <param name="cacheExpire">How long it is fresh: seconds, a <see cref="TimeSpan"/>, or <see cref="CacheExpire.Never"/>.</param>
    /// <param name="cacheType">The store; the region's unless given.</param>
    /// <param name="cacheRegion">The region: a named policy and store.</param>
    public static RenderResult Render(
        this HttpContext context,
        string template,
        object? model = null,
        CacheKey? cacheKey = null,
        CacheExpire? cacheExpire = null,
        string? cacheType = null,
        string? cacheRegion = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new RenderResult(template, model, cacheKey, cacheExpire, cacheType, cacheRegion);
    }

    /// <summary>A page from a template, for a controller.</summary>
    /// <inheritdoc cref="Render(HttpContext, string, object?, CacheKey?, CacheExpire?, string?, string?)"/>
    public static RenderResult Render(
        this ControllerBase controller,
        string template,
        object? model = null,
        CacheKey? cacheKey = null,
        CacheExpire? cacheExpire = null,
        string? cacheType = null,
        string? cacheRegion = null)
    {
        ArgumentNullException.ThrowIfNull(controller);
        return new RenderResult(template, model, cacheKey, cacheExpire, cacheType, cacheRegion);
    }

    /// <summary>A page from a template, as <c>Results.Extensions.Render(...)</c>.</summary>
    /// <inheritdoc cref="Render(HttpContext, string, object?, CacheKey?, CacheExpire?, string?, string?)"/>
    public static RenderResult Render(
        this IResultExtensions results,
        string template,
        object? model = null,
        CacheKey? cacheKey = null,
        CacheExpire? cacheExpire = null,
        string? cacheType = null,
        string? cacheRegion = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        return new RenderResult(template, model, cacheKey, cacheExpire, cacheType, cacheRegion);
    }
}
