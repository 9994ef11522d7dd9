using Rendering.Engines;
using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>The part that renders the body in its own scope, and lets out what is exported.</summary>
internal abstract partial class CachedNode
{
    private void Import(RenderFrame frame)
    {
        foreach (var (name, slot) in arguments.Export)
            if (frame.Context.Scope.TakeExport(name) is { } text) frame.Assign(slot, ValueText.Read(text));
    }

    private Task? RenderOwnScope(RenderFrame frame)
    {
        var saved = frame.Fork();
        Task? waiting = null;
        try
        {
            waiting = RenderBody(frame);
            if (waiting is null) Export(frame);
        }
        finally
        {
            if (waiting is null) frame.Restore(saved);
        }
        return waiting is null ? null : Finish(frame, saved, waiting);
    }

    private async Task Finish(RenderFrame frame, RenderFrame.Saved saved, Task waiting)
    {
        try
        {
            await waiting.ConfigureAwait(false);
            Export(frame);
        }
        finally
        {
            frame.Restore(saved);
        }
    }

    private void Export(RenderFrame frame)
    {
        foreach (var (name, slot) in arguments.Export)
            if (frame.Slots[frame.Write[slot]] is { IsUnset: false } value) frame.Context.Scope.Export(name, Exported(name, value, frame));
    }

    private static string Exported(string name, in Value value, RenderFrame frame) => ValueText.TryWrite(value, list => frame.ToItems(list))
        ?? throw new TemplateRenderException($"export of '{name}': a section lets out text, numbers, truth values, times, and lists of them. Let out the members that are needed, one by one");

    private sealed class Body(CachedNode node, RenderFrame frame) : IFragmentBody
    {
        public async ValueTask RenderAsync(RenderContext context, IRenderOutput output)
        {
            if (node.RenderOwnScope(frame) is { } waiting) await waiting.ConfigureAwait(false);
            if (frame.Interrupt != Interrupt.None) context.Scope.NoStore("a break or continue ended the section before its end");
        }
    }
}
