namespace Rendering.Syntax;

/// <summary>The values of the request that a section's key has: those of its <c>vary</c>, and those that are parts of the key themselves.</summary>
internal sealed class KeyedValues
{
    private readonly RequestValue[] _parts;

    // The last lists put together, since mostly `vary` is a constant.
    private Joined? _last;

    private sealed record Joined(VaryList Vary, bool Culture, RequestValue[] All);

    public KeyedValues(Expression[] key) => _parts = [.. key.OfType<RequestValueExpression>().Select(static part => part.Value)];

    public RequestValue[] With(VaryList vary, RenderFrame frame)
    {
        var culture = frame.Context.RequestView.Options.Vary.Culture;
        if (_parts.Length == 0) return vary.InKey(culture);
        if (_last is { } last && last.Vary == vary && last.Culture == culture) return last.All;
        RequestValue[] all = [.. vary.InKey(culture), .. _parts];
        _last = new(vary, culture, all);
        return all;
    }
}
