using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>The name of a family of functions by itself: a variable of that name, else the family as an object.</summary>
internal sealed class FamilyVariable(Expression variable, Value family) : Expression(variable)
{
    public Expression Variable { get; } = variable;

    public override Value Evaluate(RenderFrame frame)
    {
        var value = Variable.Evaluate(frame);
        return value.IsNil && frame.Pending is null ? family : value;
    }
}
