using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary><c>$"a {b} c"</c>.</summary>
internal sealed class Interpolation(IReadOnlyList<Expression> parts) : Expression(parts)
{
    private readonly IReadOnlyList<Expression> _parts = parts;

    public override Value Evaluate(RenderFrame frame)
    {
        var values = new List<Value>(_parts.Count);
        foreach (var part in _parts) values.Add(part.Evaluate(frame));
        return frame.Pending is null ? Made.Text(frame, ScribanText.Concat(frame, values)) : default;
    }

    public static Interpolation Parse(ScribanParser parser, Token token)
    {
        List<Expression> parts = [];
        var text = token.Text;
        var inner = token.Start + 2;
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '{')
            {
                if (i > from) parts.Add(Literal(text[from..i]));
                // To the brace that closes it; strings in between may hold others.
                var end = StringLexer.InterpolatedEnd(text, i + 1, text.Length, '}');
                parts.Add(parser.ParsePart(inner + i + 1, inner + end));
                i = end;
                from = end + 1;
            }
        }
        if (from < text.Length) parts.Add(Literal(text[from..]));
        return new Interpolation(parts);
    }

    private static ConstantExpression Literal(string text) => ConstantExpression.Of(Value.FromString(StringLexer.Unescape(text)));
}
