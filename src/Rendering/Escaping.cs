using Rendering.Templates;

namespace Rendering;

/// <summary>What a page is, by its template's name, and whether it is therefore markup.</summary>
internal static class Escaping
{
    public delegate bool EnginesByExtension(string extension);

    /// <summary>The extension that says what a page is: the last one, or the one before it where the last is an engine's.</summary>
    public static string ExtensionOf(string template, EnginesByExtension isEngine)
    {
        var extension = TemplateName.ExtensionOf(template);
        return isEngine(extension) ? TemplateName.ExtensionOf(template[..^extension.Length]) : extension;
    }

    public static bool Of(EscapeMode mode, string template, EnginesByExtension isEngine) => mode switch
    {
        EscapeMode.Always => true,
        EscapeMode.Never => false,
        _ => IsMarkup(ExtensionOf(template, isEngine)),
    };

    // What the name does not say is taken for HTML: escaping text is ugly, not escaping HTML is a hole.
    private static bool IsMarkup(string extension) => extension.ToUpperInvariant() is not (".TXT" or ".TEXT" or ".MD" or ".CSV" or ".TSV"
        or ".JSON" or ".JS" or ".CSS" or ".ICS" or ".YML" or ".YAML" or ".TOML" or ".INI" or ".SQL");
}
