using System.Reflection;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>How forgiving the parser is; the names and rules are those of Shopify's Liquid 5.13.</summary>
public enum LiquidMode
{
    /// <summary>Every character of a tag must belong to it.</summary>
    Strict2,

    /// <summary>As Liquid's older strict mode: some tags still skip what they do not understand.</summary>
    Strict,

    /// <summary>
    /// As <see cref="Strict2"/>, but what does not parse is parsed as in <see cref="Lax"/>; <see cref="Renderer.WarningsOf"/> lists it.
    /// </summary>
    Warn,

    /// <summary>What is not understood is skipped.</summary>
    Lax,
}

/// <summary>The options of the Liquid engine. Set them before the first render.</summary>
public sealed class LiquidOptions
{
    /// <summary>How forgiving the parser is.</summary>
    public LiquidMode Mode { get; set; } = LiquidMode.Strict2;

    /// <summary>Errors at run time go into the output as <c>Liquid error (line 1): ...</c>, as Shopify shows them; else they end the render.</summary>
    public bool PrintErrors { get; set; }

    /// <summary>Whether printed errors name their line.</summary>
    public bool LineNumbers { get; set; } = true;

    /// <summary>A variable or member that does not exist is an error; else it is nil.</summary>
    public bool StrictVariables { get; set; }

    /// <summary>A filter that does not exist is an error at parse; else its input passes through, as Shopify has it.</summary>
    public bool StrictFilters { get; set; } = true;

    internal Dictionary<string, FilterDefinition> CustomFilters { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Adds a filter, or takes the place of a standard one: <c>AddFilter("shout", (input, arguments) => ...)</c>. It must return
    /// the same for the same input, since what it returned may be cached.
    /// </summary>
    /// <param name="name">The name in templates.</param>
    /// <param name="filter">
    /// Input and arguments to result. What it throws ends the render as a <see cref="TemplateRenderException"/> that names the filter
    /// and has the template's position; an error of this library passes as it is.
    /// </param>
    public LiquidOptions AddFilter(string name, Func<Value, IReadOnlyList<Value>, Value> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Add(name, (_, input, arguments) => filter(input, arguments), filter.Method);
    }

    /// <summary>
    /// Adds a filter that tells the caches of what it was made from: <c>AddFilter("price", (scope, input, arguments) => ...)</c>, with
    /// <c>scope.Tag("prices")</c>. Else as <see cref="AddFilter(string, Func{Value, IReadOnlyList{Value}, Value})"/>.
    /// </summary>
    /// <param name="name">The name in templates.</param>
    /// <param name="filter">Scope, input and arguments to result.</param>
    public LiquidOptions AddFilter(string name, Func<IRenderScope, Value, IReadOnlyList<Value>, Value> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Add(name, filter, filter.Method);
    }

    private LiquidOptions Add(string name, Func<IRenderScope, Value, IReadOnlyList<Value>, Value> filter, MethodInfo code)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        CustomFilters[name] = new FilterDefinition(name, Invoke, 0, int.MaxValue) { Code = HostFunction.CodeOf(code) };
        return this;

        Value Invoke(FilterContext context, in Value input, in FilterArguments arguments)
        {
            try
            {
                return filter(context, input, HostFunction.ListOf(arguments));
            }
            catch (Exception error) when (HostFunction.Fails(context, error))
            {
                throw HostFunction.Failed("filter", name, error);
            }
        }
    }

    internal string Fingerprint() =>
        $"liquid 1 {Mode} {PrintErrors} {LineNumbers} {StrictVariables} {StrictFilters} "
        + HostFunction.Fingerprint(CustomFilters.Select(static f => (f.Key, f.Value.Code)));
}
