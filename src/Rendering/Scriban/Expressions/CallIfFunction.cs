using Rendering.Scriban.Functions;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>A variable as a value: where it is a function, that is called without arguments.</summary>
internal sealed class CallIfFunction(Expression path) : Expression(path)
{
    public Expression Path { get; } = path;

    public override Value Evaluate(RenderFrame frame) => Call(frame, Path.Evaluate(frame));

    public static Value Call(RenderFrame frame, in Value value) =>
        value.IsReference && value.AsObject is FunctionValue function ? function.Call(frame, [], CallArguments.NoNames, []) : value;
}
