using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>
/// Something with a value and without side effects. Where it meets a lazy value that is not there yet, it sets
/// <see cref="RenderFrame.Pending"/> and returns nil; its statement looks at that before it uses the value.
/// </summary>
internal abstract class Expression
{
    // Each step may be a level of the stack, and so is each block and partial around it: honest expressions have a dozen. What
    // stands beside one another counts as well, so that no product of the bounds on filters, look-ups and brackets is left.
    private const int MostSteps = 200;

    private readonly int _steps = 1;

    protected Expression()
    {
    }

    /// <param name="inner">All that is evaluated inside this one.</param>
    /// <exception cref="TemplateSyntaxException">Too many expressions are inside one another.</exception>
    protected Expression(params ReadOnlySpan<Expression> inner)
    {
        foreach (var expression in inner) _steps += expression._steps;
        if (_steps > MostSteps) throw new TemplateSyntaxException($"An expression has more than {MostSteps} steps. Assign a part of it to a variable");
    }

    /// <param name="items">What is evaluated inside this one, each by itself: a long list of values is honest, so only the deepest counts.</param>
    /// <exception cref="TemplateSyntaxException">Too many expressions are inside one another.</exception>
    protected Expression(IReadOnlyList<Expression> items)
    {
        foreach (var item in items) _steps = Math.Max(_steps, item._steps + 1);
        if (_steps > MostSteps) throw new TemplateSyntaxException($"An expression has more than {MostSteps} steps. Assign a part of it to a variable");
    }

    public abstract Value Evaluate(RenderFrame frame);

    /// <summary>The value, or nil where there is none, whatever the mode says of that.</summary>
    public virtual Value Peek(RenderFrame frame) => Evaluate(frame);

    /// <summary>Writes the value; overridden where it can be written without being made first.</summary>
    public virtual void Write(RenderFrame frame, ValueFormatter formatter)
    {
        var value = Evaluate(frame);
        if (frame.Pending is null) formatter.Write(value, frame.Output, frame.Escape);
    }

    /// <summary>The value, where it is known at parse.</summary>
    public virtual bool TryGetConstant(out Value value)
    {
        value = default;
        return false;
    }
}

/// <summary>A literal.</summary>
internal sealed class ConstantExpression(Value value) : Expression
{
    public static readonly ConstantExpression Nil = new(default);

    public static ConstantExpression Of(in Value value) => new(value);

    public override Value Evaluate(RenderFrame frame) => value;

    public override bool TryGetConstant(out Value constant)
    {
        constant = value;
        return true;
    }
}
