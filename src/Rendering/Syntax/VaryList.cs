using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>What <c>vary</c> says: values of the request, and whether the culture is one of them where nobody says so.</summary>
internal sealed class VaryList
{
    private static readonly RequestValue Culture = new(RequestValueKind.Culture);

    /// <summary>Nothing was said.</summary>
    public static readonly VaryList None = new([], hasCulture: true);

    private readonly RequestValue[] _own;
    private readonly RequestValue[] _withCulture;

    private VaryList(RequestValue[] own, bool hasCulture)
    {
        _own = own;
        _withCulture = hasCulture && !own.Contains(Culture) ? [Culture, .. own] : own;
    }

    /// <summary>What was said, which counts as read.</summary>
    public ReadOnlySpan<RequestValue> Own => _own;

    /// <summary>What is in the key.</summary>
    /// <param name="culture"><see cref="VaryOptions.Culture"/>.</param>
    public RequestValue[] InKey(bool culture) => culture ? _withCulture : _own;

    /// <summary>Text with commas, or a list of such texts; nil says nothing.</summary>
    /// <exception cref="TemplateRenderException">A word stands for nothing.</exception>
    public static VaryList Parse(in Value value, RenderFrame frame)
    {
        if (value.IsNil) return None;
        if (value.AsString is { } text) return Parse(text);
        var items = Items.Of(value, frame.Limits.LoopLength)?.Items ?? throw new TemplateRenderException("vary takes text with commas, or a list");
        return Of(items.SelectMany(item => Words(frame.Formatter.ToText(item))));
    }

    /// <summary>Text with commas.</summary>
    public static VaryList Parse(string text) => Of(Words(text));

    private static string[] Words(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static VaryList Of(IEnumerable<string> words)
    {
        List<RequestValue> values = [];
        var culture = true;
        foreach (var word in words)
            if (word == RequestWords.NoCulture) culture = false;
            else if (RequestWords.Parse(word) is var value && !values.Contains(value)) values.Add(value);
        return new VaryList([.. values], culture);
    }
}

/// <summary>A <c>vary</c> that is known at parse, which is therefore read once.</summary>
internal sealed class VaryExpression(VaryList list, Value text) : Expression
{
    public static Expression Of(Expression vary)
    {
        if (!vary.TryGetConstant(out var constant) || constant.AsString is not { } text) return vary;
        try
        {
            return new VaryExpression(VaryList.Parse(text), constant);
        }
        catch (TemplateRenderException error)
        {
            throw new TemplateSyntaxException(error.Problem);
        }
    }

    /// <summary>The list that an expression gives. Where something is pending, it says nothing.</summary>
    public static VaryList Evaluate(Expression? vary, RenderFrame frame) => vary switch
    {
        null => VaryList.None,
        VaryExpression known => known.List,
        _ => VaryList.Parse(vary.Evaluate(frame), frame),
    };

    public VaryList List => list;

    public override Value Evaluate(RenderFrame frame) => text;
}
