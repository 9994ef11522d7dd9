using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary><c>with a ... end</c>: names are those of the object's members first, and assignments set its members.</summary>
internal static class WithStatement
{
    public static Node Parse(ScribanParser parser, Token word)
    {
        var start = parser.Current.Start;
        var target = parser.ExpressionLine("with", "with <expression> ... end");
        var end = parser.Current.Start;
        parser.Scope.Withs++;
        var body = parser.Body(word);
        parser.Scope.Withs--;
        return new WithNode(target, body, parser.WithSlot, start, parser.Text(start, end).TrimEnd()) { Offset = word.Start };
    }
}

internal sealed class WithNode(Expression target, Block body, int slot, int offset, string text) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var value = target.Evaluate(frame);
        if (frame.Pending is not null) return Again(frame, mark);
        if (value.Kind != ValueKind.Hash && value.AsObject is not IMemberSource)
            Errors.Throw(frame, offset, $"Invalid target property `{text}` used for [with] statement. Must be an object instead of `{Errors.TypeOf(value)}`");
        var outer = frame.Slots[frame.Read[slot]];
        frame.Slots[frame.Read[slot]] = Value.FromReference(new WithScope(value, outer.AsObject as WithScope));
        Task? waiting = null;
        try
        {
            waiting = body.Render(frame);
        }
        finally
        {
            if (waiting is null) frame.Slots[frame.Read[slot]] = outer;
        }
        return waiting is null ? null : Finish(frame, outer, waiting);
    }

    private async Task Finish(RenderFrame frame, Value outer, Task waiting)
    {
        try
        {
            await waiting.ConfigureAwait(false);
        }
        finally
        {
            frame.Slots[frame.Read[slot]] = outer;
        }
    }
}
