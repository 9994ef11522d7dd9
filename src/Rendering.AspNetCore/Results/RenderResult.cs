using Caching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Rendering.AspNetCore;

/// <summary>
/// A page that is rendered when it is sent, or answered by 304 without being rendered; for minimal APIs and for controllers.
/// </summary>
/// <remarks>
/// The page has a Content-Length. Its Content-Type, Cache-Control, ETag and status are the handler's where it set them; else
/// the type follows the template's name, and a GET or HEAD that succeeds has an ETag made of the rendition.
/// </remarks>
public sealed class RenderResult : IResult, IActionResult, IStatusCodeHttpResult, IStatusCodeActionResult
{
    private readonly string _template;
    private readonly object? _model;
    private readonly CacheKey? _key;
    private readonly CacheExpire? _expire;
    private readonly string? _type;
    private readonly string? _region;
    private Func<HttpContext, object?>? _tag;
    private bool _weak;
    private Func<RenderedPage, ReadOnlyMemory<byte>>? _tail;

    internal RenderResult(string template, object? model, CacheKey? key, CacheExpire? expire, string? type, string? region)
    {
        ArgumentException.ThrowIfNullOrEmpty(template);
        _template = template;
        _model = model;
        _key = key;
        _expire = expire;
        _type = type;
        _region = region;
    }

    /// <summary>The status to send; null leaves the response's own, which is 200 unless it was set.</summary>
    public int? StatusCode { get; private set; }

    /// <summary>Sends the page with another status, such as 404. Only a success has an ETag.</summary>
    public RenderResult WithStatus(int statusCode)
    {
        StatusCode = statusCode;
        return this;
    }

    /// <summary>Asks <paramref name="tag"/> before anything is loaded or rendered: on a match neither is.</summary>
    /// <param name="tag">
    /// Returns a number, a text, or any value that names the version of the page; null leaves the tag to the rendition.
    /// </param>
    /// <param name="weak">Whether the tag only promises an equivalent page, not the same bytes.</param>
    public RenderResult WithEtag(Func<HttpContext, object?> tag, bool weak = false)
    {
        ArgumentNullException.ThrowIfNull(tag);
        _tag = tag;
        _weak = weak;
        return this;
    }

    /// <summary>
    /// Sends bytes after the page that are no part of what is cached, nor of the ETag, which is therefore weak: a line that
    /// says how the page was made, say.
    /// </summary>
    /// <param name="tail">Gives the bytes, from the page and the report of how it was made. It is not asked for a 304.</param>
    public RenderResult Append(Func<RenderedPage, ReadOnlyMemory<byte>> tail)
    {
        ArgumentNullException.ThrowIfNull(tail);
        _tail = tail;
        return this;
    }

    /// <inheritdoc/>
    /// <exception cref="TemplateException">The template does not exist, does not parse, or fails; nothing was sent.</exception>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        if (StatusCode is { } status)
            response.StatusCode = status;

        var guard = HeadGuard.Watch(httpContext);
        var mode = RenderMode.Of(httpContext);
        if (mode.IsPreview)
            httpContext.NoCache();
        var ended = mode.IsPreview ? null : CheckBefore(httpContext);
        if (ended is not null)
        {
            await ended.ExecuteAsync(httpContext).ConfigureAwait(false);
            return;
        }

        var page = await RenderAsync(httpContext).ConfigureAwait(false);
        // Who has the page was found out before it was known whether its tag is weak; a 304 says the tag that a 200 would.
        if (page is { IsKnown: true, ETag: { } known })
            httpContext.Response.Headers.ETag = TagOf(httpContext, known, page.HasStaleHoles);
        // What fills a hole may be this client's own.
        if (page.HasHoles || Privacy.IsPrivate(httpContext))
            guard.KeepPrivate();
        TemplateHeaders.Apply(page, httpContext);
        if (mode.IsTimed)
            httpContext.Response.Headers.Append("Server-Timing", ServerTiming.Of(page.Report));
        if (mode.TagHeader is { } header && !AddTags(httpContext, header, page))
            guard.KeepPrivate();
        ended = CheckAfter(httpContext, page);
        if (ended is not null)
        {
            await ended.ExecuteAsync(httpContext).ConfigureAwait(false);
            return;
        }

        await SendAsync(httpContext, page).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ExecuteAsync(context.HttpContext);
    }

    // What the handler knows of the version decides before anything is loaded. A date alone decides only where the request
    // asks for no tag: the page's own is not known yet.
    private PreconditionResult? CheckBefore(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!IsSuccess(response.StatusCode))
            return null;
        if (_tag is not null)
            return EtagExtensions.Ask(context, _tag, _weak || _tail is not null || RenderMode.Of(context).Explains);
        var byDate = response.Headers.LastModified.Count > 0
            && request.Headers is { IfMatch.Count: 0, IfNoneMatch.Count: 0 };
        return IsTaggable(context) && (response.Headers.ETag.Count > 0 || byDate)
            ? PreconditionResult.Of(Preconditions.Evaluate(request, Validators.Of(response)))
            : null;
    }

    private PreconditionResult? CheckAfter(HttpContext context, RenderedPage page)
    {
        // What was found known has no bytes to send, whatever a template's headers say since.
        if (!page.IsKnown && !IsTaggable(context))
            return null;
        var headers = context.Response.Headers;
        if (headers.ETag.Count == 0 && page.ETag is { } etag)
            headers.ETag = TagOf(context, etag, page.HasStaleHoles);

        return PreconditionResult.Of(Preconditions.Evaluate(context.Request, Validators.Of(context.Response)));
    }

    private bool AddTags(HttpContext context, string header, RenderedPage page)
    {
        var tags = page.Rendition.Tags;
        var value = TagHeader.Of(header, tags);
        if (value?.Length > 0)
            context.Response.Headers.Append(header, value);
        if (value is null)
            context.RequestServices.GetRequiredService<ILogger<RenderResult>>().TooManyTags(_template, tags.Count, header);
        return value is not null;
    }

    private string TagOf(HttpContext context, string etag, bool isStale)
    {
        var weak = isStale || _tail is not null || RenderMode.Of(context).Explains || context.RequestServices.GetRequiredService<IOptions<RenderingOptions>>().Value.WeakEtags;
        return new EntityTag(etag, weak).ToString();
    }

    // Asked before the holes of a page are filled: a 304 needs none of them.
    private RenderRequest RequestOf(HttpContext context) => HttpRequestValues.RequestOf(context) with
    {
        // Two addresses of one template show other things, and so have other sections to read ahead.
        Prefetch = CacheKey.Of(context.Request.Path.Value, context.Request.QueryString.Value),
        IsPreview = RenderMode.Of(context).IsPreview,
        Explain = RenderMode.Of(context) is { Explains: true } or { IsTimed: true },
        Knows = etag =>
        {
            var headers = context.Response.Headers;
            if (!IsTaggable(context) || headers.ETag.Count > 0)
                return false;
            headers.ETag = TagOf(context, etag, isStale: false);
            if (Preconditions.Evaluate(context.Request, Validators.Of(context.Response)) is PreconditionOutcome.NotModified or PreconditionOutcome.PreconditionFailed)
                return true;
            headers.ETag = default;
            return false;
        },
    };

    private ValueTask<RenderedPage> RenderAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var renderer = services.GetService<Renderer>()
            ?? throw new InvalidOperationException(
                $"There is no renderer: call services.{nameof(RenderingServices.AddRendering)}() where the host is built.");
        var directive = renderer.DirectiveOf(_template);
        var request = RequestOf(context);
        if (!IsCached && directive is null)
            return renderer.RenderPageAsync(_template, _model, request: request, cancellation: context.RequestAborted);
        var keyed = IsKeyed || directive is { IsKeyed: true };
        if (Privacy.WhyNotShared(context) is { } reason)
        {
            request = request with { IsPrivate = true };
            if (!keyed)
                LogPrivate(context, reason);
        }

        var watch = new RenderWatch(context, keyed);
        return renderer.RenderPageAsync(
            _template,
            _model,
            _key,
            _expire,
            _type,
            _region,
            () =>
            {
                var forbidden = watch.WhyNotStored();
                if (forbidden is not null)
                    LogPrivate(context, forbidden);
                return forbidden;
            },
            request,
            context.RequestAborted);
    }

    // The name of a user who has none is a key of null: it is nobody's.
    private bool IsKeyed => _key is { } key && key != default;

    private bool IsCached => _key is not null || _expire is not null || _type is not null || _region is not null;

    private void LogPrivate(HttpContext context, string reason) =>
        context.RequestServices.GetRequiredService<ILogger<RenderResult>>().PrivatePage(_template, reason);

    private async Task SendAsync(HttpContext context, RenderedPage page)
    {
        var response = context.Response;
        response.ContentType ??= PageContentType.Of(page.Extension);
        var tail = _tail?.Invoke(page) ?? default;
        // In a page of anything else it would be no comment.
        if (RenderMode.Of(context).Explains && PageContentType.IsHtml(response.ContentType) && PageContentType.IsHtml(PageContentType.Of(page.Extension)))
            tail = (byte[])[.. tail.Span, .. page.Report.ToHtmlComment()];
        response.ContentLength = page.Utf8.Length + tail.Length;
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        await response.Body.WriteAsync(page.Utf8, context.RequestAborted).ConfigureAwait(false);
        if (!tail.IsEmpty)
            await response.Body.WriteAsync(tail, context.RequestAborted).ConfigureAwait(false);
    }

    // The outcome of a POST is no representation of the resource that a later GET could be compared with, and its
    // preconditions were to be evaluated before it did anything (RFC 9110, 13.2.1).
    private static bool IsTaggable(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && IsSuccess(context.Response.StatusCode)
        && !context.Response.ForbidsStoring();

    private static bool IsSuccess(int status) => status is >= 200 and < 300;
}
