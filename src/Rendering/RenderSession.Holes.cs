using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;
using Rendering.Templates;
using Rendering.Values;

namespace Rendering;

/// <summary>The part that fills holes, when nothing is left to be cached of what they stand in.</summary>
internal sealed partial class RenderSession
{
    // The model as the caller gave it, until a hole reads it.
    private object? _unloaded;

    private ServedPage? _served;

    /// <summary>Begins a render of nothing but the holes of a page.</summary>
    public void BeginFilling(TemplateEntry template, object? model, RenderRequest request, long generation, RenderReport report, CancellationToken cancellation)
    {
        var isLazy = model is not null && LazyValues.IsLazy(model.GetType());
        Begin(template, isLazy ? null : model, request, generation, report, cancellation);
        _unloaded = isLazy ? model : null;
    }

    /// <summary>Tells the holes of the page that they are filled for, where somebody asked for it.</summary>
    public void Serve(string? etag) => _served = _request.Values is null ? null : new ServedPage(Report, etag);

    /// <summary>Renders what was written since a mark once more, with its holes filled.</summary>
    public async ValueTask FillAsync(Utf8Output output, int mark = 0)
    {
        if (!output.HasHolesSince(mark)) return;
        var content = output.SegmentsSince(mark);
        output.Rewind(mark);
        await FillAsync(content, output).ConfigureAwait(false);
    }

    /// <summary>Writes what has holes with its holes filled.</summary>
    public async ValueTask FillAsync(Segments content, Utf8Output output)
    {
        // What is said in a hole concerns nothing that is stored.
        var outer = _scope;
        _scope = new FragmentScope(page: null, Limits.OutputBytes);
        try
        {
            await FillAsync(content, output, 1).ConfigureAwait(false);
        }
        finally
        {
            _scope = outer;
        }
    }

    /// <summary>What an ETag of the page is made of for its holes; null where one of them says nothing of that.</summary>
    public async ValueTask<string?> VersionAsync(Segments content)
    {
        var versions = new System.Text.StringBuilder();
        foreach (var (_, hole) in content.Holes.Cast<HoleAt>().Select(static at => (at.Position, (TemplateHole)at.Hole)))
        {
            if (hole.Validity == HoleValidity.Unknown) return null;
            var version = hole.Validity == HoleValidity.Stale ? "" : await (await TemplateOfAsync(hole).ConfigureAwait(false)).HoleVersionAsync(hole, ContextOf(hole)).ConfigureAwait(false);
            if (version is null) return null;
            versions.Append(System.Globalization.CultureInfo.InvariantCulture, $"{version.Length}:{version}");
        }

        return versions.ToString();
    }

    internal override ValueTask FillTextAsync(Utf8Output output, int mark) => FillAsync(output, mark);

    private async ValueTask FillAsync(Segments content, Utf8Output output, int depth)
    {
        // A section inside a hole may have holes.
        if (depth > Limits.IncludeDepth) throw new NestingException();
        var written = 0;
        foreach (var (position, hole) in content.Holes)
        {
            output.Write(content.Utf8.Span[written..position]);
            written = position;
            await FillAsync((TemplateHole)hole, output, depth).ConfigureAwait(false);
        }

        output.Write(content.Utf8.Span[written..]);
    }

    private async ValueTask FillAsync(TemplateHole hole, Utf8Output output, int depth)
    {
        if (hole.Source is { } source && _request.Holes == HoleMode.Esi)
        {
            WriteElement(output, "<esi:include src=\"", source, "\"/>");
            return;
        }

        // An element is for pages that are HTML.
        var isLeft = hole.Source is not null && _request.Holes == HoleMode.Client && _escape;
        if (isLeft) WriteElement(output, "<render-hole src=\"", hole.Source!, "\">");
        var template = await TemplateOfAsync(hole).ConfigureAwait(false);
        var mark = output.Length;
        await template.RenderHoleAsync(hole, ContextOf(hole), output).ConfigureAwait(false);
        if (output.HasHolesSince(mark))
        {
            var inner = output.SegmentsSince(mark);
            output.Rewind(mark);
            await FillAsync(inner, output, depth + 1).ConfigureAwait(false);
        }

        if (isLeft) output.Write("</render-hole>"u8);
    }

    private static void WriteElement(Utf8Output output, string before, string source, string behind)
    {
        output.Write(before, escape: false);
        output.Write(source, escape: true);
        output.Write(behind, escape: false);
    }

    // What is stored was found current before its holes are filled, so the template is the one that the hole is of.
    private async ValueTask<ICompiledTemplate> TemplateOfAsync(TemplateHole hole)
    {
        if (_unloaded is { } model && hole.ReadsModel)
        {
            _unloaded = null;
            _model = await PageModel.LoadAsync(model, this).ConfigureAwait(false);
        }

        return _core.Graph.Find(hole.Template, null, Generation)?.Compiled
            ?? throw new TemplateRenderException(MissingTemplate(hole.Template)) { Location = new TemplateLocation(_template, 1, 1, "") };
    }

    private PartialContext ContextOf(TemplateHole hole) => new(this, hole.Template, hole.SeesModel ? _model : null, 1, hasPageModel: true);
}
