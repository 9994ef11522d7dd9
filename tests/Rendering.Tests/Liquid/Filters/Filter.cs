using Rendering.Liquid;
using Rendering.Liquid.Filters;
using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Tests.Liquid.Filters;

/// <summary>Runs one filter as a template would, by its line in the table.</summary>
internal static class Filter
{
    public static FilterDefinition Named(string name) => LiquidFilters.All.Single(filter => filter.Name == name);

    public static Value Run(string name, object? input, params object?[] arguments) => Run(new TestFilterContext(), name, input, arguments);

    public static Value Run(TestFilterContext context, string name, object? input, params object?[] arguments) =>
        Named(name).Invoke(context, Of(input), new FilterArguments([.. arguments.Select(Of)]));

    /// <summary>What the result prints; the direct writer and the bound filter, where there are, must print the same.</summary>
    public static string Print(string name, object? input, params object?[] arguments) => Print(new TestFilterContext(), name, input, arguments);

    public static string Print(TestFilterContext context, string name, object? input, params object?[] arguments)
    {
        var filter = Named(name);
        Value[] values = [.. arguments.Select(Of)];
        var printed = Print(Run(context, name, input, arguments), context.Escapes);
        if (filter.Write is { } write) Assert.Equal(printed, Written(write, context, Of(input), values));
        if (filter.Bind?.Invoke(values) is { } bound)
        {
            Assert.Equal(printed, Print(bound.Invoke(context, Of(input), new FilterArguments(values)), context.Escapes));
            Assert.Equal(printed, Written(bound.Write!, context, Of(input), values));
        }
        return printed;
    }

    public static string Print(in Value value, bool escape = false)
    {
        using var output = new Utf8Output();
        LiquidFormatter.Instance.Write(value, output, escape);
        return output.ToText();
    }

    /// <summary>Lists and hashes of the test are those of a template; the rest is converted as a model's values are.</summary>
    public static Value Of(object? value) => value switch
    {
        Value itself => itself,
        object?[] items => Value.FromArray([.. items.Select(Of)]),
        (int first, int last) => Value.FromRange(first, last),
        _ => Value.From(value),
    };

    public static Value Hash(params (object? Key, object? Value)[] pairs)
    {
        var hash = new ValueHash();
        foreach (var (key, value) in pairs) hash.Set(Of(key), Of(value));
        return Value.FromReference(hash);
    }

    private static string Written(FilterWriter write, TestFilterContext context, in Value input, Value[] arguments)
    {
        using var output = new Utf8Output();
        write(context, input, new FilterArguments(arguments), output, context.Escapes);
        return output.ToText();
    }
}
