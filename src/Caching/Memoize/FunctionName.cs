using System.Reflection;
using Caching.Entries;

namespace Caching.Memoize;

/// <summary>
/// The namespace of a memoized function. By default its assembly, type, name and parameters, so that overloads are apart. Only of a
/// static method: what else a delegate calls has a name that changes from build to build (a lambda), or hangs on an object that is not
/// among the arguments, so that two objects' functions would share their entries.
/// </summary>
internal static class FunctionName
{
    /// <exception cref="CacheException">No name is given, and it has none of its own.</exception>
    public static string Of(Delegate function, string? given)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (given is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(given, "name");
            return given;
        }

        return function.Target is null && NameOf(function.Method) is { } name
            ? name
            : throw new CacheException(
                $"The function {function.Method.Name} needs a name: it is a lambda, a local function or a method of an object, so nothing "
                + "about it says which entries are its own. Give one, which is then the namespace: Memoize(function, name: \"products\").");
    }

    private static string? NameOf(MethodInfo method)
    {
        // What a compiler named has a < in it, which no language allows in a name of one's own.
        if (method.DeclaringType is not { FullName: not null } type || method.Name.Contains('<', StringComparison.Ordinal)
            || type.FullName.Contains('<', StringComparison.Ordinal)) return null;
        var generic = method.IsGenericMethod ? $"[{TypeName.Of(method.GetGenericArguments())}]" : "";
        var parameters = TypeName.Of(method.GetParameters().Select(static parameter => parameter.ParameterType));
        return $"{TypeName.Of(type)}.{method.Name}{generic}({parameters})";
    }
}
