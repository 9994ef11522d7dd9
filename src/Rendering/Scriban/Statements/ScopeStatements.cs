using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Rendering.Scriban.Statements;

/// <summary>
/// <c>&lt;% cache_tag "a, b" %&gt;</c>, <c>&lt;% cache_expire 60 %&gt;</c>, <c>&lt;% no_store "why" %&gt;</c>: what a cached section or page learns
/// of its own cache while it is rendered.
/// </summary>
internal static class ScopeStatements
{
    public static Node Tag(ScribanParser parser)
    {
        var start = parser.Current.Start;
        return new CacheTagNode(Argument(parser, isOptional: false)) { Offset = start };
    }

    public static Node Expire(ScribanParser parser)
    {
        var start = parser.Current.Start;
        return new CacheExpireNode(Argument(parser, isOptional: false)) { Offset = start };
    }

    public static Node NoStore(ScribanParser parser)
    {
        var start = parser.Current.Start;
        return new NoStoreNode(Argument(parser, isOptional: true)) { Offset = start };
    }

    private static Expression Argument(ScribanParser parser, bool isOptional)
    {
        var word = parser.Take();
        parser.SkipLines();
        var value = isOptional && parser.Current.Kind == TokenKind.AngleExit ? ConstantExpression.Nil : parser.Expression(word.Text, $"<% {word.Text} <value> %>");
        parser.SkipLines();
        if (parser.Take() is { Kind: not TokenKind.AngleExit } more) throw parser.Error($"Unexpected `{more.Text}` behind the value of {word.Text}", more.Start);
        return value;
    }
}
