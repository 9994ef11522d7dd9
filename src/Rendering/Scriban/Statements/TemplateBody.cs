using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary>
/// The statements of a template that has local variables or returns: however it is run, as a page or by another template in any
/// language, its locals begin empty and are gone behind it, and a <c>ret</c> ends it and nothing around it.
/// </summary>
internal sealed class TemplateBody(Block body, int[] locals) : Node
{
    public static Block Of(Block body, Scope scope) =>
        scope.Locals.Count == 0 && !scope.Returns ? body : new Block([new TemplateBody(body, [.. scope.Locals.Values])]);

    public override Task? Render(RenderFrame frame)
    {
        var old = new Value[locals.Length];
        for (var i = 0; i < old.Length; i++)
        {
            ref var place = ref frame.Slots[frame.Read[locals[i]]];
            old[i] = place;
            place = Value.Unset;
        }
        Task? waiting = null;
        try
        {
            waiting = body.Render(frame);
        }
        finally
        {
            if (waiting is null) Leave(frame, old);
        }
        return waiting is null ? null : Finish(frame, old, waiting);
    }

    private async Task Finish(RenderFrame frame, Value[] old, Task waiting)
    {
        try
        {
            await waiting.ConfigureAwait(false);
        }
        finally
        {
            Leave(frame, old);
        }
    }

    private void Leave(RenderFrame frame, Value[] old)
    {
        for (var i = 0; i < old.Length; i++) frame.Slots[frame.Read[locals[i]]] = old[i];
        if (frame.Interrupt == Interrupt.Return) frame.Interrupt = Interrupt.None;
    }
}
