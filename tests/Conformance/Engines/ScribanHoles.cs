using System.Text;
using Rendering;
using Rendering.Engines;
using Rendering.Scriban;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Conformance.Engines;

/// <summary>
/// Puts a hole around each output of a Scriban template that is alone between its braces. By its own lexer and parser, so that strings,
/// comments and escaped blocks stay as they are.
/// </summary>
internal static class ScribanHoles
{
    private static readonly ScribanEngine Engine = new();

    public static string Punch(string template)
    {
        var punched = new StringBuilder();
        var (copied, last) = (0, 0);
        foreach (var token in Tokens(template))
        {
            if (token.Kind == TokenKind.Exit)
            {
                // Between the token before the code and the code is at most white space that was trimmed.
                var start = template.IndexOf("{{", last, StringComparison.Ordinal);
                var code = template[start..token.End];
                if (IsOutput(code))
                {
                    var (before, behind) = (TrimOf(code[2]), TrimOf(template[token.End - 3]));
                    punched.Append(template, copied, start - copied).Append(before is "" ? "" : $"{{{{{before}}}}}")
                        .Append($"<% nocache %>{code}<% endnocache %>").Append(behind is "" ? "" : $"{{{{ {behind}}}}}");
                    copied = token.End;
                }
            }

            if (token.Kind is TokenKind.Exit or TokenKind.AngleExit or TokenKind.Text) last = token.End;
        }

        return punched.Append(template, copied, template.Length - copied).ToString();
    }

    private static List<Token> Tokens(string template)
    {
        try
        {
            return new TemplateLexer(template).Read();
        }
        catch (TemplateSyntaxException)
        {
            return [];
        }
    }

    private static bool IsOutput(string code)
    {
        try
        {
            return ((ParsedTemplate)Engine.Compile(new TemplateSource("code.scriban", code))).Body.Nodes is [OutputNode];
        }
        catch (TemplateSyntaxException)
        {
            return false;
        }
    }

    // The braces' own marks trim the text beside them, which stands outside of the hole.
    private static string TrimOf(char mark) => mark is '-' or '~' ? mark.ToString() : "";
}
