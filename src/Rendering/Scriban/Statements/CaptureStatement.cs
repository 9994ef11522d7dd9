using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary><c>capture a ... end</c>. Where output is escaped, what was captured is escaped already, so it is markup.</summary>
internal static class CaptureStatement
{
    public static Node Parse(ScribanParser parser, Token word)
    {
        var start = parser.Current;
        if (start.EndsLine) throw parser.Error($"Error while parsing capture statement: Expecting <expression> instead of `{start.Text}` in: capture <variable> ... end", start.Start);
        var target = AssignTarget.Of(parser, parser.Path(), start.Start);
        parser.EndLine(start.Start);
        var body = new BlockBuilder();
        parser.ParseBlock(body, word);
        return new CaptureTargetNode(target, body.Build()) { Offset = word.Start };
    }
}

internal sealed class CaptureTargetNode(AssignTarget target, Block body) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var (owner, key) = target.Find(frame);
        if (frame.Pending is not null) return Again(frame, mark);
        if (body.Render(frame) is { } waiting) return Finish(frame, mark, owner, key, waiting);
        Take(frame, mark, owner, key);
        return null;
    }

    private async Task Finish(RenderFrame frame, int mark, Value owner, Value key, Task waiting)
    {
        await waiting.ConfigureAwait(false);
        Take(frame, mark, owner, key);
    }

    private void Take(RenderFrame frame, int mark, in Value owner, in Value key)
    {
        var text = frame.Output.TextSince(mark);
        frame.Output.Rewind(mark);
        // Kept beside the output and its bound: eight characters cost a step, as in functions.
        frame.Spend(text.Length >> 3);
        target.Set(frame, owner, key, frame.Escape ? Value.FromMarkup(text) : Value.FromString(text));
    }
}
