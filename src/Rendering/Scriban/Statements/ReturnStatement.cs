using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Rendering.Scriban.Statements;

/// <summary><c>ret a</c>: ends the function with a value; outside of one, the template.</summary>
internal static class ReturnStatement
{
    public static Node Parse(ScribanParser parser, Token word)
    {
        parser.Scope.Returns = true;
        var value = parser.Current.EndsLine ? null : parser.Expression();
        parser.EndLine(word.Start);
        return new ReturnNode(value) { Offset = word.Start };
    }
}

internal sealed class ReturnNode(Expression? value) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var result = value?.Evaluate(frame) ?? default;
        if (frame.Pending is not null) return Again(frame, mark);
        frame.Returned = result;
        frame.Interrupt = Interrupt.Return;
        return null;
    }
}
