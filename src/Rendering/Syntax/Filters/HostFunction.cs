using System.Reflection;
using Rendering.Values;

namespace Rendering.Syntax.Filters;

/// <summary>What the host has added to a language: what identifies its code, and how its failures are told.</summary>
internal static class HostFunction
{
    /// <summary>
    /// The identity of a function's code, for digests. A new build of the assembly has a new module id, so a deployment that changes
    /// a function changes the digests of what it made.
    /// </summary>
    public static string CodeOf(MethodInfo method) => $"{method.Module.ModuleVersionId:N}:{method.MetadataToken:x}";

    /// <summary>All of a language's host functions, in an order that depends on nothing but their names.</summary>
    public static string Fingerprint(IEnumerable<(string Name, string? Code)> functions) =>
        string.Join(' ', functions.OrderBy(static f => f.Name, StringComparer.Ordinal).Select(static f => $"{f.Name}={f.Code}"));

    /// <summary>
    /// Whether an exception is the function's own failure. The library's errors say for themselves what is wrong, and a render that was
    /// cancelled has not failed.
    /// </summary>
    public static bool Fails(FilterContext context, Exception error) =>
        error is not TemplateException && !(error is OperationCanceledException && context.Cancellation.IsCancellationRequested);

    /// <summary>The failure of a function, named as templates call it.</summary>
    public static TemplateRenderException Failed(string what, string name, Exception error) => new($"The {what} `{name}` failed: {error.Message}", error);

    /// <summary>The arguments as the host gets them; nothing of the render is kept alive by them.</summary>
    public static Value[] ListOf(in FilterArguments arguments)
    {
        var list = new Value[arguments.Count];
        for (var i = 0; i < list.Length; i++) list[i] = arguments[i];
        return list;
    }
}
