using System.Globalization;
using System.Numerics;
using Rendering.Liquid.Expressions;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Parsing;

/// <summary>Makes expressions, for the strict and the lax grammar alike.</summary>
internal sealed class ExpressionFactory(LiquidParser parser)
{
    /// <summary>A word without look-ups: a literal, or a variable.</summary>
    public Expression Word(string word) => word switch
    {
        "nil" or "null" => ConstantExpression.Nil,
        "true" => new ConstantExpression(Value.True),
        "false" => new ConstantExpression(Value.False),
        "empty" => new ConstantExpression(Value.Empty),
        "blank" => new ConstantExpression(Value.Blank),
        _ => Variable(word),
    };

    public Expression Variable(string name) => name switch
    {
        "self" => new SelfExpression(Recorded(parser.Slots.Read(name), name, isBuiltIn: true), parser.Slots.Visible),
        RequestExpression.Name => Request(parser.Slots.Read(name), name),
        "cache" => new CacheObjectExpression(Recorded(parser.Slots.Read(name), name, isBuiltIn: true)),
        _ => Recorded(parser.Slots.Read(name), name),
    };

    public Expression Dynamic(Expression name) => name.TryGetConstant(out var constant) && constant.AsString is { } text
        ? Variable(text)
        : new DynamicVariableExpression(parser.Paths.Named(name), parser.Slots.Visible);

    private RequestExpression Request(int slot, string name) => parser.Paths.Add(new RequestExpression(new VariableExpression(slot, name), parser.Statement), slot, name);

    private VariableExpression Recorded(int slot, string name, bool isBuiltIn = false) =>
        parser.Paths.Add(new VariableExpression(slot, name), slot, name, isBuiltIn: isBuiltIn);

    public Expression Member(Expression target, string name) => Recorded(target, new LiquidMember(target, name, isCommand: true), name);

    public Expression Index(Expression target, Expression key) => key.TryGetConstant(out var constant) && constant.AsString is { } name
        ? Recorded(target, new LiquidMember(target, name, isCommand: false), name)
        : new LiquidIndex(target, target is SelfExpression ? parser.Paths.Named(key) : key);

    // A member of `self` is a variable by its name.
    private Expression Recorded(Expression target, LiquidMember member, string name) => target is SelfExpression
        ? parser.Paths.Add(member, parser.Slots.Read(name), name)
        : parser.Paths.Extend(target, RequestExpression.Member(member), name);

    public static Expression Range(Expression first, Expression last)
    {
        return new RangeExpression(End(first), End(last));

        // A literal fraction is cut; one that comes out of a variable is an error when it is met.
        static Expression End(Expression end)
        {
            if (!end.TryGetConstant(out var value)) return end;
            if (value.Kind == ValueKind.Range) throw new TemplateSyntaxException($"Invalid expression type '{LiquidFormatter.Instance.ToText(value)}' in range expression");
            return value.Kind == ValueKind.Float && Math.Abs(value.AsFloat) < long.MaxValue ? new ConstantExpression(Value.FromInt((long)value.AsFloat)) : end;
        }
    }

    /// <summary>-12, 3.50; whole numbers of any size.</summary>
    public Expression Number(ReadOnlySpan<char> text) => new ConstantExpression(
        text.Contains('.') ? Value.FromFloat(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small) ? Value.FromInt(small)
        : text.Length > parser.Engine.Limits.BlockDepth * 100 ? throw new TemplateSyntaxException("A number has too many digits")
        : Value.FromBigInt(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)));
}
