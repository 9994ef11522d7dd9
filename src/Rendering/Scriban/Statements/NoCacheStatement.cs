using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Rendering.Scriban.Statements;

/// <summary>
/// <c>&lt;% nocache version: cart.version, stale: true, src: "/cart" with product.name, total: expression %&gt; ... &lt;% endnocache %&gt;</c>: a
/// hole, rendered whenever what it stands in is served.
/// </summary>
internal static class NoCacheStatement
{
    public static Node Parse(ScribanParser parser)
    {
        var word = parser.Take();
        var arguments = Arguments(parser);
        var (number, mark) = (parser.Holes.Count, parser.Paths.Mark);
        // Its number is that of its place in the text, before those inside it.
        parser.Holes.Add(null);
        parser.Paths.Holes++;
        var body = parser.AngleBody(word);
        parser.Paths.Holes--;
        var node = new HoleNode(number, arguments, body, parser.Paths.Since(mark), parser.Slots.Visible) { Offset = word.Start };
        parser.Holes[number] = node;
        return node;
    }

    private static HoleArguments Arguments(ScribanParser parser)
    {
        Expression? version = null, source = null;
        var stale = false;
        List<(string[], Expression)>? with = null;
        parser.SkipLines();
        while (parser.Current.Kind != TokenKind.AngleExit && !parser.Current.IsWord("with"))
        {
            var name = parser.Take();
            if (!parser.TryTake(":")) throw parser.Error($"Unexpected `{name.Text}`. Options of nocache are {string.Join(", ", HoleArguments.Options)}; what it captures stands behind `with`", name.Start);
            var value = parser.Expression("nocache", $"{name.Text}: <expression>");
            switch (name.Text)
            {
                case "version":
                    version = value;
                    break;
                case "stale":
                    stale = HoleOptions.IsStale(value);
                    break;
                case "src":
                    source = value;
                    break;
                default:
                    throw parser.Error(HoleOptions.Unknown(name.Text).Problem, name.Start);
            }

            parser.SkipLines();
            if (!parser.TryTake(",")) break;
            parser.SkipLines();
        }

        if (parser.TryTakeWord("with"))
        {
            with = [];
            do
            {
                parser.SkipLines();
                with.Add(Captured(parser));
                parser.SkipLines();
            }
            while (parser.TryTake(","));
        }

        if (parser.Take() is { Kind: not TokenKind.AngleExit } more) throw parser.Error($"Unexpected `{more.Text}`. Options of nocache are separated by commas", more.Start);
        return new(with?.ToArray(), version, stale, source);
    }

    private static (string[], Expression) Captured(ScribanParser parser)
    {
        if (parser.Current.Kind == TokenKind.Identifier && parser.Next.Is(":"))
        {
            var name = parser.Take();
            parser.Take();
            return ([name.Text], parser.Expression("nocache", $"with {name.Text}: <expression>"));
        }

        var mark = parser.Paths.Mark;
        var value = parser.Expression("nocache", "with <path>, ...");
        return (HoleOptions.PathOf(value is CallIfFunction call ? call.Path : value, parser.Paths.Since(mark)), value);
    }
}
