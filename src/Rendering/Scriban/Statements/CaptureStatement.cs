using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary><c>capture a ... end</c>: renders a block into a variable, or into a member or an item.</summary>
internal static class CaptureStatement
{
    public static Node Parse(ScribanParser parser, Token word)
    {
        var start = parser.Current;
        if (start.EndsLine) throw parser.Error($"Error while parsing capture statement: Expecting <expression> instead of `{start.Text}` in: capture <variable> ... end", start.Start);
        var target = AssignTarget.Of(parser, parser.Path(), start.Start);
        parser.EndLine(start.Start);
        return new CaptureTargetNode(target, parser.Body(word)) { Offset = word.Start };
    }
}

internal sealed class CaptureTargetNode(AssignTarget target, Block body) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var (owner, key) = target.Find(frame);
        if (frame.Pending is not null) return Again(frame, mark);
        var waiting = body.Render(frame);
        if (waiting is not null || frame.Output.HasHolesSince(mark)) return Finish(frame, mark, owner, key, waiting);
        target.Set(frame, owner, key, frame.TakeText(mark));
        return null;
    }

    private async Task Finish(RenderFrame frame, int mark, Value owner, Value key, Task? waiting)
    {
        if (waiting is not null) await waiting.ConfigureAwait(false);
        await FrameRenderer.FillTextAsync(frame.Context, frame.Output, mark).ConfigureAwait(false);
        target.Set(frame, owner, key, frame.TakeText(mark));
    }
}
