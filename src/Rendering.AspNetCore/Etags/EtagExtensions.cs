using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Rendering.AspNetCore;

/// <summary>ETags and 304s before anything is rendered or loaded.</summary>
/// <remarks>
/// Each helper returns the result that ends the request, or null where it is to be answered in full:
/// <c>if (http.EtagCache(version) is { } notModified) return notModified;</c>
/// On GET and HEAD the tag is set on the response. On other methods it is compared only, and a mismatch is a 412: what was
/// current before a change is not the tag of its outcome. After <c>NoCache()</c> there is no tag, and nothing is compared.
/// </remarks>
public static class EtagExtensions
{
    /// <summary>Sets a strong tag made of <paramref name="key"/> and compares it with what the client has.</summary>
    /// <param name="context">The request.</param>
    /// <param name="key">
    /// What the page depends on. A single number or short text is the tag as it is; anything else becomes a digest
    /// (<see cref="EntityTag.For"/>).
    /// </param>
    /// <returns>A 304 or 412, or null.</returns>
    /// <exception cref="ArgumentException">No key is given, or one that cannot name a version.</exception>
    public static IResult? EtagCache(this HttpContext context, params ReadOnlySpan<object?> key) => Check(context, KeyTag(key));

    /// <inheritdoc cref="EtagCache(HttpContext, ReadOnlySpan{object?})"/>
    /// <param name="controller">The controller that handles the request.</param>
    /// <param name="key">What the page depends on.</param>
    public static IActionResult? EtagCache(this ControllerBase controller, params ReadOnlySpan<object?> key) =>
        Check(Context(controller), KeyTag(key));

    /// <summary>Asks <paramref name="tag"/> for what names the version of the page, sets it, and compares.</summary>
    /// <param name="context">The request, which the function is given.</param>
    /// <param name="tag">Returns a number, a text, or any value that names the version; null for none.</param>
    /// <param name="weak">Whether the tag only promises an equivalent page, not the same bytes.</param>
    /// <returns>A 304 or 412, or null.</returns>
    /// <exception cref="ArgumentException">The function gave something that cannot name a version.</exception>
    public static IResult? WithEtag(this HttpContext context, Func<HttpContext, object?> tag, bool weak = false) => Ask(context, tag, weak);

    /// <inheritdoc cref="WithEtag(HttpContext, Func{HttpContext, object?}, bool)"/>
    /// <param name="controller">The controller that handles the request.</param>
    /// <param name="tag">Returns what names the version.</param>
    /// <param name="weak">Whether the tag is weak.</param>
    public static IActionResult? WithEtag(this ControllerBase controller, Func<HttpContext, object?> tag, bool weak = false) =>
        Ask(Context(controller), tag, weak);

    /// <summary><see cref="WithEtag(HttpContext, Func{HttpContext, object?}, bool)"/> for a function that must wait.</summary>
    /// <returns>A 304 or 412, or null.</returns>
    public static async ValueTask<IResult?> WithEtagAsync(
        this HttpContext context, Func<HttpContext, ValueTask<object?>> tag, bool weak = false) =>
        await AskAsync(context, tag, weak).ConfigureAwait(false);

    /// <summary><see cref="WithEtag(ControllerBase, Func{HttpContext, object?}, bool)"/> for a function that must wait.</summary>
    /// <returns>A 304 or 412, or null.</returns>
    public static async ValueTask<IActionResult?> WithEtagAsync(
        this ControllerBase controller, Func<HttpContext, ValueTask<object?>> tag, bool weak = false) =>
        await AskAsync(Context(controller), tag, weak).ConfigureAwait(false);

    internal static PreconditionResult? Ask(HttpContext context, Func<HttpContext, object?> tag, bool weak)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(tag);
        return Check(context, EntityTag.For(tag(context), weak));
    }

    private static async ValueTask<PreconditionResult?> AskAsync(HttpContext context, Func<HttpContext, ValueTask<object?>> tag, bool weak)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(tag);
        return Check(context, EntityTag.For(await tag(context).ConfigureAwait(false), weak));
    }

    private static EntityTag? KeyTag(ReadOnlySpan<object?> key) => key.Length switch
    {
        0 => throw new ArgumentException("An ETag needs a key: what the page depends on.", nameof(key)),
        1 => EntityTag.For(key[0]),
        _ => EntityTag.For(key.ToArray()),
    };

    private static PreconditionResult? Check(HttpContext context, EntityTag? tag)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.Response;
        if (tag is null || response.ForbidsStoring())
            return null;
        HeadGuard.Watch(context);
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            response.Headers.ETag = tag.Value.ToString();
        var lastModified = Validators.Of(response).LastModified;
        return PreconditionResult.Of(Preconditions.Evaluate(context.Request, new Validators(tag, lastModified)));
    }

    private static HttpContext Context(ControllerBase controller)
    {
        ArgumentNullException.ThrowIfNull(controller);
        return controller.HttpContext;
    }
}
