using Rendering.Templates;

namespace Rendering;

/// <summary>Which pages are markup.</summary>
internal static class Escaping
{
    public static bool Of(EscapeMode mode, string template, EnginesByExtension isEngine) => mode switch
    {
        EscapeMode.Always => true,
        EscapeMode.Never => false,
        _ => IsMarkup(template, isEngine),
    };

    public delegate bool EnginesByExtension(string extension);

    // What the name does not say is taken for HTML: escaping text is ugly, not escaping HTML is a hole.
    private static bool IsMarkup(string template, EnginesByExtension isEngine)
    {
        var extension = TemplateName.ExtensionOf(template);
        if (isEngine(extension)) extension = TemplateName.ExtensionOf(template[..^extension.Length]);
        return extension.ToUpperInvariant() is not (".TXT" or ".TEXT" or ".MD" or ".CSV" or ".TSV" or ".JSON" or ".JS" or ".CSS" or ".ICS" or ".YML" or ".YAML" or ".TOML" or ".INI" or ".SQL");
    }
}
