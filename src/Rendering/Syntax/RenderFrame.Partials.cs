using Rendering.Engines;

namespace Rendering.Syntax;

/// <summary>Other templates: where they come from, and how those of a foreign language are run.</summary>
internal sealed partial class RenderFrame
{
    /// <summary>The template of that name; null where it is still being read, and then it is pending.</summary>
    /// <param name="name">The name, as the running template gives it.</param>
    /// <param name="offset">The place that asks, or -1 for that of its statement.</param>
    /// <exception cref="TemplateRenderException">There is none.</exception>
    public ICompiledTemplate? Load(string name, int offset = -1)
    {
        var loading = _context.LoadAsync(name, Template.Source.Name);
        if (!loading.IsCompleted)
        {
            WaitFor(loading.AsTask());
            return null;
        }
        return loading.GetAwaiter().GetResult()
            ?? throw new TemplateRenderException(_context.MissingTemplate(name)) { Location = offset < 0 ? null : Template.Locate(offset) };
    }

    /// <summary>Runs a template of another language, whose model are these variables.</summary>
    public async Task RenderForeignAsync(ICompiledTemplate callee, string name, IReadOnlyDictionary<string, object?> variables) =>
        await callee.RenderAsync(_context.ForPartial(name, variables), Output).ConfigureAwait(false);
}
