using System.Diagnostics.CodeAnalysis;

namespace Rendering;

/// <summary>What the keys of cached sections and pages may have of a request, besides its own values.</summary>
public sealed class VaryOptions
{
    private readonly Dictionary<string, Func<RenderRequest, string?>> _custom;

    /// <summary>The culture is in every key, and nothing else may be said.</summary>
    public VaryOptions() => _custom = new(StringComparer.Ordinal);

    internal VaryOptions(VaryOptions other)
    {
        Culture = other.Culture;
        _custom = new(other._custom, StringComparer.Ordinal);
    }

    /// <summary>
    /// Whether the culture is in the key of every section and page, as it is unless this is false; the invariant culture adds nothing to a
    /// key. A section takes it out of its own key by <c>vary: "no-culture"</c>, and puts it in by <c>vary: "culture"</c>.
    /// </summary>
    public bool Culture { get; set; } = true;

    /// <summary>
    /// Adds a value that templates may name: <c>Add("tenant", request => ...)</c>, then <c>vary: "tenant"</c> and <c>request.tenant</c>.
    /// </summary>
    /// <param name="name">Letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="value">Gives the value, or null for none. It is asked on every look-up, on any thread, and must be quick.</param>
    /// <exception cref="ArgumentException">The name is empty, has other characters, or is one of the library's own.</exception>
    public VaryOptions Add(string name, Func<RenderRequest, string?> value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || RequestWords.IsOwn(name))
            throw new ArgumentException($"'{name}' cannot be the name of a value: names are letters, digits, - and _, and none of {RequestWords.Own}.", nameof(name));
        _custom[name] = value;
        return this;
    }

    /// <summary>The values that were added, by their names.</summary>
    public IReadOnlyDictionary<string, Func<RenderRequest, string?>> Values => _custom;

    internal IEnumerable<string> Names => _custom.Keys;

    internal bool TryGet(string name, [NotNullWhen(true)] out Func<RenderRequest, string?>? value) => _custom.TryGetValue(name, out value);
}
