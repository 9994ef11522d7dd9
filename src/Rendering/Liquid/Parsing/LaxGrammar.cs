using System.Text.RegularExpressions;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Parsing;

/// <summary>
/// Reads what the strict grammar refuses, by the patterns of Shopify's lax parser (lib/liquid.rb): what does not match is skipped.
/// </summary>
internal sealed partial class LaxGrammar(LiquidParser parser)
{
    private const string Quoted = "\"[^\"]*\"|'[^']*'";

    /// <summary>A value as it may stand anywhere: a quoted string, or anything up to white space, a comma or a bar.</summary>
    public const string Fragment = $"(?:{Quoted}|(?:[^\\s,\\|'\"]|{Quoted})+)";

    private static readonly Regex ValueAndRest = Linear($"^\\s*({Fragment})(.*)", RegexOptions.Singleline);

    private static readonly Regex FilterPart = Linear(@"\|\s*(.*)", RegexOptions.Singleline);

    private static readonly Regex FilterCall = Linear($"(?:\\s+|{Fragment}|,)+");

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Word();

    private static readonly Regex FilterArgument = Linear($"(?::|,)\\s*((?:\\w+\\s*\\:\\s*)?{Fragment}\\s*)");

    private static readonly Regex Keyword = Linear($"^(\\w+)\\s*:\\s*({Fragment})");

    private static readonly Regex Attribute = Linear($"(\\w[\\w-]*)\\s*\\:\\s*({Fragment})");

    [GeneratedRegex(@"^(-?\d+)(\.\d+)?$", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex NumberText();

    [GeneratedRegex(@"^-?\d[\d.]*$", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex LooseNumber();

    private static readonly Regex RangeText = Linear(@"^\(\s*(?:(\S+)\s*\.\.)\s*(\S+)\s*\)$");

    private int _depth;

    /// <summary>A pattern that takes time in proportion to the text, whatever a template puts there: none of these ever backtracks.</summary>
    public static Regex Linear(string pattern, RegexOptions options = default) => new(pattern, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>An output or the source of an assignment: a value and its filters.</summary>
    public Expression Variable(string markup)
    {
        var match = ValueAndRest.Match(markup);
        if (!match.Success) return ConstantExpression.Nil;
        var expression = Expression(match.Groups[1].Value);
        var filters = FilterPart.Match(match.Groups[2].Value);
        if (!filters.Success) return expression;
        foreach (Match call in FilterCall.Matches(filters.Groups[1].Value))
        {
            if (Word().Match(call.Value) is not { Success: true } name) continue;
            List<Expression> positional = [], named = [];
            List<string> names = [];
            foreach (Match argument in FilterArgument.Matches(call.Value))
            {
                var keyword = Keyword.Match(argument.Groups[1].Value);
                if (keyword.Success)
                {
                    names.Add(keyword.Groups[1].Value);
                    named.Add(Expression(keyword.Groups[2].Value));
                }
                else positional.Add(Expression(argument.Groups[1].Value));
            }
            expression = parser.Filter(expression, name.Value, positional, names, named);
        }
        return expression;
    }

    /// <summary>The keyword arguments of a tag, wherever they stand in it.</summary>
    public IEnumerable<(string Name, Expression Value)> Attributes(string markup)
    {
        foreach (Match match in Attribute.Matches(markup)) yield return (match.Groups[1].Value, Expression(match.Groups[2].Value));
    }

    /// <summary>The same, with the text of each value.</summary>
    public IEnumerable<(string Name, string Text, Expression Value)> AttributeTexts(string markup)
    {
        foreach (Match match in Attribute.Matches(markup)) yield return (match.Groups[1].Value, match.Groups[2].Value, Expression(match.Groups[2].Value));
    }

    public Expression Expression(string markup)
    {
        // Each level of brackets or parentheses is a level of the stack.
        if (++_depth > parser.Engine.Limits.BlockDepth) throw new TemplateSyntaxException("Nesting too deep");
        try
        {
            return Nested(markup);
        }
        finally
        {
            _depth--;
        }
    }

    private Expression Nested(string markup)
    {
        var text = markup.AsSpan().Trim().ToString();
        if (text.Length == 0) return ConstantExpression.Nil;
        if (text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0] && text.Length > 1) return new ConstantExpression(Value.FromString(text[1..^1]));
        if (NumberText().IsMatch(text)) return parser.Expressions.Number(text);
        if (LooseNumber().IsMatch(text)) return parser.Expressions.Number(FirstNumber(text));
        var range = RangeText.Match(text);
        if (range.Success) return ExpressionFactory.Range(Expression(range.Groups[1].Value), Expression(range.Groups[2].Value));
        return Lookups(text);
    }

    // 1.2.3 is read as 1.2, and "1." as 1.0's whole part.
    private static string FirstNumber(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end == dot + 1 ? $"{text[..dot]}.0" : text[..end];
    }

    private Expression Lookups(string text)
    {
        var parts = Segments(text);
        if (parts.Count == 0) return ConstantExpression.Nil;
        Expression expression;
        if (parts[0][0] == '[')
        {
            expression = parser.Expressions.Dynamic(Expression(parts[0][1..^1]));
        }
        else expression = parts.Count == 1 ? parser.Expressions.Word(parts[0]) : parser.Expressions.Variable(parts[0]);
        for (var i = 1; i < parts.Count; i++)
            expression = parts[i][0] == '['
                ? parser.Expressions.Index(expression, Expression(parts[i][1..^1]))
                : parser.Expressions.Member(expression, parts[i]);
        return expression;
    }

    // Runs of word characters and dashes, each with a question mark at most, and balanced brackets; anything else is skipped.
    private static List<string> Segments(string text)
    {
        var parts = new List<string>();
        var closing = text.Contains('[', StringComparison.Ordinal) ? ClosingBrackets(text) : null;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '[' && closing!.TryGetValue(i, out var close) && close > i + 1)
            {
                parts.Add(text[i..(close + 1)]);
                i = close + 1;
                continue;
            }
            var start = i;
            while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '_' or '-')) i++;
            if (i == start)
            {
                i++;
                continue;
            }
            if (i < text.Length && text[i] == '?') i++;
            parts.Add(text[start..i]);
        }
        return parts;
    }

    // All of them in one pass: looked for one by one, brackets that are never closed would take the square of their number.
    private static Dictionary<int, int> ClosingBrackets(string text)
    {
        var closing = new Dictionary<int, int>();
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '[') open.Push(i);
            else if (text[i] == ']' && open.TryPop(out var start)) closing[start] = i;
        }
        return closing;
    }
}
