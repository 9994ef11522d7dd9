using System.Globalization;
using Caching;

namespace Rendering;

/// <summary>The values of one render's request, those of the host included.</summary>
internal readonly record struct RequestView(RenderRequest Request, RendererOptions Options)
{
    private CultureInfo Culture => Request.Culture ?? Options.Culture;

    /// <summary>The value, or the one at that index where a name has several; null where there is none.</summary>
    /// <exception cref="TemplateRenderException">The host has no value of that name.</exception>
    public string? Get(RequestValue value, int index = 0) => value.Kind switch
    {
        RequestValueKind.Culture => index == 0 ? Culture.Name : null,
        RequestValueKind.Custom => Options.Vary.TryGet(value.Name, out var custom)
            ? index == 0 ? custom(Request) : null
            : throw RequestWords.Unknown(value.Name, Options.Vary.Names),
        _ => Request.Values?.Get(value.Kind, value.Name, index),
    };

    /// <summary>
    /// Writes values behind the parts of a key, as one group: which value, then all that it is, each with its length, so that nobody who
    /// sends a request can make one key out of another.
    /// </summary>
    public void Write(ref CacheKeyWriter key, ReadOnlySpan<RequestValue> values)
    {
        var isOpen = false;
        foreach (var value in values)
        {
            // The invariant culture adds nothing: what renders without one has the keys that people write.
            if (value.Kind == RequestValueKind.Culture && Culture.Name.Length == 0) continue;
            if (!isOpen) key.BeginGroup();
            isOpen = true;
            key.Add((int)value.Kind);
            key.Add(value.Name);
            key.BeginGroup();
            for (var i = 0; Get(value, i) is { } text; i++) key.Add(text);
            key.EndGroup();
        }
        if (isOpen) key.EndGroup();
    }
}
