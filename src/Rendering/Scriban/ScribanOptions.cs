using System.Reflection;
using Rendering.Scriban.Functions;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban;

/// <summary>The options of the Scriban engine. Set them before the first render.</summary>
public sealed class ScribanOptions
{
    /// <summary>A variable that does not exist is an error; else it is null.</summary>
    public bool StrictVariables { get; set; }

    internal Dictionary<string, (BuiltInFunction Function, string Code)> CustomFunctions { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Adds a function: <c>AddFunction("shout", "text times?", arguments => ...)</c>, called as <c>shout "a"</c> or <c>"a" | shout 2</c>.
    /// It must return the same for the same arguments, since what it returned may be cached.
    /// </summary>
    /// <param name="name">The name in templates; a name with a dot, as in <c>my.shout</c>, stands in a family.</param>
    /// <param name="parameters">
    /// The names of its parameters, separated by spaces. One that ends with ? may be left out, one that ends with ... takes all the rest.
    /// </param>
    /// <param name="function">
    /// Arguments to result; those left out at the end are missing from the list. What it throws ends the render as a
    /// <see cref="TemplateRenderException"/> that names the function and has the template's position; an error of this library passes
    /// as it is.
    /// </param>
    public ScribanOptions AddFunction(string name, string parameters, Func<IReadOnlyList<Value>, Value> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Add(name, parameters, (_, arguments) => function(arguments), function.Method);
    }

    /// <summary>
    /// Adds a function that tells the caches of what it was made from: <c>AddFunction("price", "id", (scope, arguments) => ...)</c>, with
    /// <c>scope.Tag("prices")</c>. Else as <see cref="AddFunction(string, string, Func{IReadOnlyList{Value}, Value})"/>.
    /// </summary>
    /// <param name="name">The name in templates.</param>
    /// <param name="parameters">The names of its parameters.</param>
    /// <param name="function">Scope and arguments to result.</param>
    public ScribanOptions AddFunction(string name, string parameters, Func<IRenderScope, IReadOnlyList<Value>, Value> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Add(name, parameters, function, function.Method);
    }

    private ScribanOptions Add(string name, string parameters, Func<IRenderScope, IReadOnlyList<Value>, Value> function, MethodInfo code)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(parameters);
        CustomFunctions[name] = (BuiltInFunction.OfHost(name, parameters, function), HostFunction.CodeOf(code));
        return this;
    }

    internal string Fingerprint() => $"scriban 1 {StrictVariables} "
        + HostFunction.Fingerprint(CustomFunctions.Select(static f => (f.Key, (string?)f.Value.Code)));
}
