using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Another value where the input is nil, false or empty; with <c>allow_false: true</c> false is kept.</summary>
internal static class DefaultFilter
{
    public const string AllowFalse = "allow_false";

    public static Value Default(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var missing = LiquidComparison.IsTruthy(arguments.Named(AllowFalse)) ? input.IsNil : !LiquidComparison.IsTruthy(input);
        if (!missing && !LiquidEquality.IsEmpty(input)) return input;
        return arguments.Count > 0 ? arguments[0] : Value.FromString("");
    }
}
