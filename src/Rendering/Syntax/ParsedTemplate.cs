using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>A template of one of the built-in languages, ready to run: the one form that both languages parse into.</summary>
internal sealed class ParsedTemplate : ICompiledTemplate
{
    private readonly int[] _lineStarts;
    private Block? _section;

    public ParsedTemplate(TemplateSource source, Language language, Block body, SlotTable slots, IReadOnlyList<TemplateReference> references, MemberPolicy members)
    {
        Source = source;
        Language = language;
        Body = body;
        Slots = slots.Slots;
        References = references;
        Members = members;
        _lineStarts = LineStarts(source.Text);
        Layout = new SlotLayout();
        OwnBinding = Layout.Bind(this, []);
    }

    public TemplateSource Source { get; }

    public Language Language { get; }

    public Block Body { get; }

    public IReadOnlyList<(string Name, bool Owned)> Slots { get; }

    public IReadOnlyList<TemplateReference> References { get; }

    /// <summary>How many cached sections stand in its text.</summary>
    public int Sections { get; init; }

    public ReadOnlyMemory<byte> Digest { get; init; }

    /// <summary>Which members of the host's objects this template sees.</summary>
    public MemberPolicy Members { get; }

    public IReadOnlyList<TemplateSyntaxException> Warnings { get; init; } = [];

    /// <summary>What the template reads, for those that include it.</summary>
    public Reads Reads { get; init; } = Reads.Nothing;

    public IReadOnlyList<FreeVariable> FreeVariables { get; init; } = [];

    /// <summary>Its holes in the order of the text.</summary>
    public IReadOnlyList<HoleNode> Holes { get; init; } = [];

    /// <summary>What the head of the template says of its cache.</summary>
    public PageDirective? Directive
    {
        get;
        init
        {
            field = value;
            if (value is not null) value.Template = this;
        }
    }

    public IPageDirective? Page => Directive;

    /// <summary>The body of a partial, by its own directive and by what is given (<see cref="RenderFrame.Given"/>) a cached section.</summary>
    public Block Section => _section ??= new Block([new PartialSection(Directive?.Arguments ?? CacheArguments.None, Body) { Offset = Directive?.Offset ?? 0 }]);

    /// <summary>The body of a partial of which nothing is given.</summary>
    public Block Partial => Directive is null ? Body : Section;

    /// <summary>The variables of this template when it runs as a page, or isolated.</summary>
    public SlotLayout Layout { get; }

    public Binding OwnBinding { get; }

    public int LineAt(int offset)
    {
        var found = Array.BinarySearch(_lineStarts, offset);
        return found >= 0 ? found + 1 : ~found;
    }

    public TemplateLocation Locate(int offset) => Locate(Source, offset);

    public static TemplateLocation Locate(TemplateSource source, int offset) => TemplateLocation.At(source, offset);

    public ValueTask RenderAsync(RenderContext context, Output.IRenderOutput output) => FrameRenderer.RenderAsync(this, context, output);

    public ValueTask RenderHoleAsync(TemplateHole hole, RenderContext context, Output.IRenderOutput output) => HoleRenderer.RenderAsync(this, hole, context, output);

    public ValueTask<string?> HoleVersionAsync(TemplateHole hole, RenderContext context) => HoleRenderer.VersionAsync(this, hole, context);

    private static int[] LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1)) starts.Add(i + 1);
        return [.. starts];
    }
}
