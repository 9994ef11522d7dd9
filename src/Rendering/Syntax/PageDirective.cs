using Caching;
using Rendering.Engines;
using Rendering.Fragments;

namespace Rendering.Syntax;

/// <summary><c>&lt;% page cached, ... %&gt;</c>: how a template is cached as a page. As a partial it is a <see cref="PartialSection"/>.</summary>
internal sealed class PageDirective : IPageDirective
{
    private readonly KeyedValues _keyed;

    public PageDirective(CacheArguments arguments, int offset)
    {
        Arguments = arguments;
        Offset = offset;
        _keyed = new KeyedValues(arguments.Key);
        ReadsModel = arguments.If is not null || Array.Exists((Expression?[])
            [.. arguments.Key, arguments.Expire, arguments.Sliding, arguments.Stale, arguments.Tags, arguments.Type, arguments.Region, arguments.Vary, arguments.Version],
            static value => value is not null and not RequestValueExpression && !value.TryGetConstant(out _) && value is not VaryExpression);
        IsKeyed = arguments.Key.Length > 0 || (arguments.Vary is VaryExpression vary && vary.List.Own.Contains(new RequestValue(RequestValueKind.User)));
    }

    public CacheArguments Arguments { get; }

    public int Offset { get; }

    public bool ReadsModel { get; }

    public bool IsKeyed { get; }

    /// <summary>The template that it stands in; set when that is made.</summary>
    public ParsedTemplate Template { private get; set; } = null!;

    public ValueTask<PageCaching?> ReadAsync(RenderContext context) => FrameRenderer.EvaluateAsync(Template, context, Offset, Read);

    private PageCaching? Read(RenderFrame frame)
    {
        if (Arguments.If?.Test(frame) == false) return null;
        var spec = new FragmentSpec(null, Template.Source.Name)
        {
            Name = Arguments.Name,
            Offset = Offset,
            Type = CacheSettings.Name(Arguments.Type, "type", frame),
            Region = CacheSettings.Name(Arguments.Region, "region", frame),
            Version = Arguments.Version is { } version ? VersionHash.Of(version.Evaluate(frame), frame) : 0,
            Vary = _keyed.With(VaryExpression.Evaluate(Arguments.Vary, frame), frame),
        };
        return new(KeyOf(frame), CacheSettings.Life(spec, Arguments, frame));
    }

    private CacheKey? KeyOf(RenderFrame frame)
    {
        if (Arguments.Key.Length == 0) return null;
        // A number or a text is the key that people remove the page by.
        if (Arguments.Key.Length == 1 && Arguments.Key[0].Evaluate(frame) is var only)
        {
            if (only.IsInt) return only.AsInt;
            if (only.AsString is { } text && !only.IsMarkup) return text;
        }
        var key = new CacheKeyWriter(stackalloc char[128]);
        try
        {
            foreach (var part in Arguments.Key) KeyParts.Write(ref key, part.Evaluate(frame), frame);
            return key.ToKey();
        }
        finally
        {
            key.Dispose();
        }
    }
}
