using Rendering.Syntax;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>A function as a value. Nothing of it is public, so templates of other languages see no members.</summary>
internal abstract class FunctionValue
{
    /// <summary>
    /// Calls it. Nothing may be pending; where something is after the call, the result is null and the statement that is running
    /// evaluates again.
    /// </summary>
    /// <param name="frame">The render.</param>
    /// <param name="values">The arguments by position; the function keeps them.</param>
    /// <param name="names">The names of those given by name.</param>
    /// <param name="named">Their values.</param>
    /// <param name="offset">The place of the call in the running template, or -1 for that of its statement.</param>
    internal abstract Value Call(RenderFrame frame, Value[] values, string[] names, Value[] named, int offset = -1);

    public sealed override string ToString() => "<function>";
}

internal static class CallArguments
{
    public static readonly string[] NoNames = [];
}

/// <summary>A function of the table. A parameter whose name ends with ? may be left out; one that ends with ... takes all the rest.</summary>
internal sealed class BuiltInFunction : FunctionValue
{
    private readonly string[] _parameters;

    internal BuiltInFunction(string name, string parameters, FilterFunction invoke, FilterWriter? write = null, Func<Value[], BoundFilter?>? bind = null)
    {
        Name = name;
        _parameters = parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Least = _parameters.Count(static p => !p.EndsWith('?') && !p.EndsWith("...", StringComparison.Ordinal));
        TakesMore = _parameters.Length > 0 && _parameters[^1].EndsWith("...", StringComparison.Ordinal);
        Fixed = TakesMore ? _parameters.Length - 1 : _parameters.Length;
        Most = TakesMore ? int.MaxValue : _parameters.Length;
        Filter = new FilterDefinition(name, invoke, Math.Max(0, Least - 1), Most) { Write = write, Bind = bind };
    }

    internal static BuiltInFunction OfHost(string name, string parameters, Func<IRenderScope, IReadOnlyList<Value>, Value> function)
    {
        return new BuiltInFunction(name, parameters, Invoke) { IsHost = true };

        Value Invoke(FilterContext context, in Value input, in FilterArguments arguments)
        {
            try
            {
                return function(context, input.IsUnset ? [] : [input, .. HostFunction.ListOf(arguments)]);
            }
            catch (Exception error) when (HostFunction.Fails(context, error))
            {
                throw HostFunction.Failed("function", name, error);
            }
        }
    }

    /// <summary>Tells an argument that is null from none at all, which is <see cref="Value.Unset"/> as its input.</summary>
    internal bool IsHost { get; private init; }

    internal Value NoInput => IsHost ? Value.Unset : default;

    internal string Name { get; }

    internal int Least { get; }

    internal int Most { get; }

    internal int Fixed { get; }

    internal bool TakesMore { get; }

    internal FilterDefinition Filter { get; }

    internal IEnumerable<string> ParameterNames => _parameters.Select(static p => p.TrimEnd('?', '.'));

    internal int IndexOf(string parameter) => Array.FindIndex(_parameters, p => p.TrimEnd('?', '.') == parameter);

    internal string Arity(int count) =>
        $"Invalid number of arguments `{count}` passed to `{Name}` while expecting `{Least}`{(TakesMore ? " or more" : Most > Least ? $" to `{Most}`" : "")} arguments";

    internal override Value Call(RenderFrame frame, Value[] values, string[] names, Value[] named, int offset = -1)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var index = IndexOf(names[i]);
            if (index < 0) throw new TemplateRenderException($"The argument `{names[i]}` does not exist for `{Name}`");
            if (values.Length <= index) Array.Resize(ref values, index + 1);
            values[index] = named[i];
        }
        if (values.Length < Least || values.Length > Most) throw new TemplateRenderException(Arity(values.Length));
        var input = values.Length > 0 ? values[0] : NoInput;
        return FilterExpression.Charged(frame, input, Filter.Invoke(frame, input, new FilterArguments(values.AsSpan(Math.Min(1, values.Length)))));
    }
}
