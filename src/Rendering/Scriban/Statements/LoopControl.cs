using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Rendering.Scriban.Statements;

/// <summary><c>break</c> and <c>continue</c>, inside loops only.</summary>
internal static class LoopControl
{
    public static Node Break(ScribanParser parser, Token word) => Make(parser, word, Interrupt.Break);

    public static Node Continue(ScribanParser parser, Token word) => Make(parser, word, Interrupt.Continue);

    private static InterruptNode Make(ScribanParser parser, Token word, Interrupt interrupt)
    {
        if (parser.Scope.Loops == 0) throw parser.Error($"The <{word.Text}> statement can only be used inside for/while loops", word.Start);
        parser.EndLine(word.Start);
        return new InterruptNode(interrupt) { Offset = word.Start };
    }
}
