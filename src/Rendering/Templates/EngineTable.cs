using Rendering.Engines;

namespace Rendering.Templates;

/// <summary>The engines by file extension.</summary>
internal sealed class EngineTable(IReadOnlyDictionary<string, ITemplateEngine> engines)
{
    private readonly string[] _extensions = [.. engines.Keys];

    /// <summary>The engine of a template; one without a known extension is Liquid.</summary>
    public ITemplateEngine Of(string name) => engines.TryGetValue(TemplateName.ExtensionOf(name), out var engine) ? engine : engines[RendererOptions.LiquidExtension];

    /// <summary>The extensions to try for a name without one: that of the template that asks, then the others.</summary>
    public IEnumerable<string> ExtensionsAfter(string? from)
    {
        var first = from is null ? "" : TemplateName.ExtensionOf(from);
        if (engines.ContainsKey(first)) yield return first;
        foreach (var extension in _extensions)
            if (extension != first) yield return extension;
    }
}
