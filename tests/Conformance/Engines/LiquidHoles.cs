using System.Text;
using Rendering;
using Rendering.Liquid.Parsing;
using Rendering.Liquid.Tags;

namespace Conformance.Engines;

/// <summary>Puts a hole around each output (echo is one) of a Liquid template; by its own lexer, so that raw text, comments and strings stay as they are.</summary>
internal static class LiquidHoles
{
    public static string Punch(string template)
    {
        var lexer = new SourceLexer(template, LiquidTags.InAngles);
        var punched = new StringBuilder();
        var copied = 0;
        try
        {
            for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
            {
                if (token.Kind == TokenKind.Tag) Skip(lexer, token.Name);
                if (token.Kind != TokenKind.Output && token.Name != "echo") continue;
                // The dashes of an output trim the text beside it, which the hole's tags now do.
                var (first, last) = (template[token.Start + 2] == '-' ? "-" : "", template[token.End - 3] == '-' ? "-" : "");
                punched.Append(template, copied, token.Start - copied)
                    .Append($"<%{first} nocache %>").Append(template, token.Start, token.End - token.Start).Append($"<% endnocache {last}%>");
                copied = token.End;
            }
        }
        catch (TemplateSyntaxException)
        {
            // It is cut where no template can go on.
        }

        return punched.Append(template, copied, template.Length - copied).ToString();
    }

    private static void Skip(SourceLexer lexer, string tag)
    {
        if (tag is "raw" or "doc") lexer.RawUntil("end" + tag);
        if (tag != "comment") return;
        for (var depth = 1; depth > 0;)
        {
            try
            {
                var token = lexer.Next();
                if (token.Kind == TokenKind.End) return;
                if (token.Name == "comment") depth++;
                else if (token.Name == "endcomment") depth--;
                else if (token.Name == "raw") lexer.RawUntil("endraw");
            }
            catch (TemplateSyntaxException)
            {
                // What is not closed in a comment is no error.
            }
        }
    }
}
