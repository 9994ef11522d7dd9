using System.Collections.Concurrent;

namespace Rendering.Templates;

/// <summary>Templates held in memory; they may be changed while they are used.</summary>
public sealed class DictionaryTemplateSource : ITemplateSource
{
    private readonly ConcurrentDictionary<string, (string Text, long Stamp)> _templates;
    private long _generation;

    /// <param name="templates">Names to texts.</param>
    /// <param name="names">How names compare; ordinal unless given.</param>
    public DictionaryTemplateSource(IEnumerable<KeyValuePair<string, string>>? templates = null, IEqualityComparer<string>? names = null)
    {
        _templates = new(names ?? StringComparer.Ordinal);
        foreach (var (name, text) in templates ?? []) this[name] = text;
    }

    /// <inheritdoc/>
    public long Generation => Interlocked.Read(ref _generation);

    /// <summary>The text of a template; setting it changes the template for the next render, setting null removes it.</summary>
    public string? this[string name]
    {
        get => Read(name);
        set
        {
            if (value is null) _templates.TryRemove(name, out _);
            else _templates[name] = (value, Interlocked.Increment(ref _generation));
            Interlocked.Increment(ref _generation);
        }
    }

    /// <inheritdoc/>
    public long? Stamp(string name) => _templates.TryGetValue(name, out var template) ? template.Stamp : null;

    /// <inheritdoc/>
    public string? Read(string name) => _templates.TryGetValue(name, out var template) ? template.Text : null;
}
