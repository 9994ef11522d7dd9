using Benchmarks.Floors;

using Rendering;
using Rendering.Templates;

namespace Benchmarks.Contestants;

/// <summary>Our Liquid, through the renderer's public door.</summary>
internal sealed class Liquid(string template, object model, bool escape)
{
    private const string Page = "page.liquid";

    private readonly Renderer _renderer = new(new RendererOptions
    {
        Templates = new DictionaryTemplateSource([new(Page, template)]),
        Escape = escape ? EscapeMode.Always : EscapeMode.Never,
    });

    public void Render(FloorWriter output)
    {
        var render = _renderer.RenderAsync(output, Page, model);
        // A render that went to another thread would not be on the clock of this one.
        if (!render.IsCompleted) throw new InvalidOperationException("The render has to wait for something.");
        render.GetAwaiter().GetResult();
    }
}
