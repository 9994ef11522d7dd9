using System.Reflection;
using System.Text;

namespace Rendering.Templates;

/// <summary>Templates embedded in an assembly. They never change while it is loaded.</summary>
/// <param name="assembly">The assembly.</param>
/// <param name="prefix">
/// What stands before a template's name in its resource name, such as <c>MyApp.Templates.</c>. A slash in a template's name is a
/// slash or a dot in the resource's.
/// </param>
public sealed class EmbeddedTemplateSource(Assembly assembly, string prefix) : ITemplateSource
{
    private readonly Dictionary<string, string> _resources = Find(assembly, prefix);

    /// <inheritdoc/>
    public long Generation => 0;

    /// <inheritdoc/>
    public long? Stamp(string name) => _resources.ContainsKey(Key(name)) ? 0 : null;

    /// <inheritdoc/>
    public string? Read(string name)
    {
        if (!_resources.TryGetValue(Key(name), out var resource)) return null;
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static Dictionary<string, string> Find(Assembly assembly, string prefix)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames())
            if (resource.StartsWith(prefix, StringComparison.Ordinal)) found[Key(resource[prefix.Length..])] = resource;
        return found;
    }

    private static string Key(string name) => name.Replace('\\', '.').Replace('/', '.');
}
