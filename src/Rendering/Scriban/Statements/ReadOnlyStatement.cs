using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary><c>readonly a</c>: a member of the object of the <c>with</c> around it is not assigned to again.</summary>
internal static class ReadOnlyStatement
{
    public static Node Parse(ScribanParser parser, Token word)
    {
        var name = parser.Take();
        if (name.Kind != TokenKind.Identifier) throw parser.Error($"Error while parsing readonly statement: Expecting <variable> instead of `{name.Text}` in: readonly <variable>", name.Start);
        parser.EndLine(word.Start);
        if (parser.Scope.Withs == 0) throw parser.Error("The <readonly> statement can only be used inside a with statement", word.Start);
        return new ReadOnlyNode(parser.WithSlot, name.Text) { Offset = word.Start };
    }
}

internal sealed class ReadOnlyNode(int withSlot, string name) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        if (WithScope.Of(frame, withSlot)?.Target.AsObject is ValueHash hash && hash.Section == frame.Section) hash.Protect(name);
        return null;
    }
}
