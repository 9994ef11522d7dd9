namespace Rendering.Syntax;

/// <summary>The values of the request that a section's key has: those of its <c>vary</c>, and those that are parts of the key themselves.</summary>
internal sealed class KeyedValues
{
    private readonly RequestValueExpression[] _parts;

    // The last lists put together, since mostly `vary` is a constant.
    private Joined? _last;

    private sealed record Joined(VaryList Vary, bool Culture, RequestValue[] All);

    public KeyedValues(Expression[] key) => _parts = [.. key.OfType<RequestValueExpression>()];

    public RequestValue[] With(VaryList vary, RenderFrame frame)
    {
        var culture = frame.Context.RequestView.Options.Vary.Culture;
        if (_parts.Length == 0) return vary.InKey(culture);
        // Where something else is called `request`, that is in the key; partials may see the request all the same.
        foreach (var part in _parts)
            if (part.IsHidden(frame)) return Seen(vary.InKey(culture), frame);
        if (_last is { } last && last.Vary == vary && last.Culture == culture) return last.All;
        RequestValue[] all = [.. vary.InKey(culture), .. _parts.Select(static part => part.Value)];
        _last = new(vary, culture, all);
        return all;
    }

    private RequestValue[] Seen(RequestValue[] varied, RenderFrame frame) =>
        [.. varied, .. _parts.Where(part => !part.IsHidden(frame)).Select(static part => part.Value)];
}
