using Rendering.Scriban.Functions;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>A built-in function by its name. Which one is meant is settled at parse, and so are its named arguments.</summary>
internal sealed class BuiltInReference(BuiltInFunction function, int start, int end) : Expression
{
    public Value AsFunction() => Value.FromReference(function);

    /// <summary>What is wrong with an argument of that name; null where there is one.</summary>
    public string? Refuses(string name) => function.IndexOf(name) >= 0 ? null
        : $"The argument `{name}` does not exist for `{function.Name}`{Spelling.Suggest(name, function.ParameterNames)}";

    public Expression Call(Expression[] values, string[] names, Expression[] named)
    {
        var arguments = new List<Expression>(values);
        for (var i = 0; i < names.Length; i++)
        {
            var index = function.IndexOf(names[i]);
            while (arguments.Count <= index && arguments.Count <= function.Most) arguments.Add(Missing);
            if (function.TakesMore && index == function.Fixed) arguments.Insert(arguments.Count, named[i]);
            else arguments[index] = named[i];
        }
        if (arguments.Count < function.Least || arguments.Count > function.Most)
            return new WrongArguments(function, arguments.Count, arguments.Count == 0 ? end : start);
        return new FilterExpression(arguments.Count > 0 ? arguments[0] : ConstantExpression.Of(function.NoInput), function.Filter, [.. arguments.Skip(1)], [], []);
    }

    public override Value Evaluate(RenderFrame frame) => AsFunction();

    private static readonly ConstantExpression Missing = ConstantExpression.Of(default);

    // An error of the run, as a page may never come to the call.
    private sealed class WrongArguments(BuiltInFunction function, int count, int offset) : Expression
    {
        public override Value Evaluate(RenderFrame frame)
        {
            if (frame.Pending is null) Errors.Throw(frame, offset, function.Arity(count));
            return default;
        }
    }
}

/// <summary>The word <c>include</c> before its arguments.</summary>
internal sealed class IncludeReference(int offset) : Expression
{
    public int Offset => offset;

    public override Value Evaluate(RenderFrame frame)
    {
        if (frame.Pending is null) Errors.Throw(frame, offset, "Expecting at least the name of the template to include for the <include> function");
        return default;
    }
}
