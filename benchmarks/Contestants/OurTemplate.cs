using Benchmarks.Floors;

using Rendering;
using Rendering.Templates;

namespace Benchmarks.Contestants;

/// <summary>A template of ours, through the renderer's public door; the extension of its name says its language.</summary>
internal sealed class OurTemplate(string page, string template, object model, bool escape)
{
    private readonly Renderer _renderer = new(new RendererOptions
    {
        Templates = new DictionaryTemplateSource([new(page, template)]),
        Escape = escape ? EscapeMode.Always : EscapeMode.Never,
    });

    public void Render(FloorWriter output)
    {
        var render = _renderer.RenderAsync(output, page, model);
        // A render that went to another thread would not be on the clock of this one.
        if (!render.IsCompleted) throw new InvalidOperationException("The render has to wait for something.");
        render.GetAwaiter().GetResult();
    }
}
