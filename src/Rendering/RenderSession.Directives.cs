using Rendering.Engines;
using Rendering.Templates;
using Rendering.Values;

namespace Rendering;

/// <summary>The part that asks a template how its page is cached.</summary>
internal sealed partial class RenderSession
{
    /// <summary>
    /// What a template says, and the model, loaded where that was needed: as the render will want it too, it is loaded once.
    /// </summary>
    public async ValueTask<(PageCaching? Said, LoadedModel Model)> ReadAsync(
        IPageDirective directive, TemplateEntry template, object? model, RenderRequest request, long generation, RenderReport report, CancellationToken cancellation)
    {
        Begin(template, model, request, generation, report, cancellation);
        ScopeRecord? said = null;
        if (directive.ReadsModel && model is not null && LazyValues.IsLazy(model.GetType())) _model = await PageModel.LoadAsync(model, this, said = new()).ConfigureAwait(false);
        return (await directive.ReadAsync(this).ConfigureAwait(false), new(_model, said));
    }
}

/// <summary>A page's model, with what it said to the caches where it was loaded before the page is made.</summary>
internal readonly record struct LoadedModel(object? Model, ScopeRecord? Said);
