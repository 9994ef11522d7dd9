using Caching.Configuration;
using Caching.Stores;

namespace Caching;

/// <summary>
/// The settings of one store in the configuration, as its kind reads them. What is there and was not read is an error that names its
/// full key, so a misspelt setting is not taken for one that was left out.
/// </summary>
/// <remarks>Names differ by case no more than configuration keys do. A name may lead deeper: <c>Tls:Host</c>.</remarks>
public sealed class StoreSettings
{
    internal const string KeyLengthName = "KeyLength";

    private readonly StoreDefinition _definition;
    private readonly SortedSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    internal StoreSettings(StoreDefinition definition) => _definition = definition;

    /// <summary>The kind of the store, such as <c>file</c>; aliases are resolved.</summary>
    public string Kind => _definition.Kind;

    /// <summary>A text, or null if nothing is said.</summary>
    /// <exception cref="CacheConfigurationException">It is empty.</exception>
    public string? Text(string key) => Find(key)?.Text();

    /// <summary>A text that the store cannot do without.</summary>
    /// <param name="key">The name of the setting.</param>
    /// <param name="expected">What it is, for who left it out: <c>the address of a server, such as localhost:6379</c>.</param>
    /// <exception cref="CacheConfigurationException">It is not there, or empty.</exception>
    public string Required(string key, string expected)
    {
        ArgumentException.ThrowIfNullOrEmpty(expected);
        return Text(key) ?? throw new CacheConfigurationException(
            $"The setting '{_definition.PathOf(key)}' is missing. A store of the kind '{Kind}' needs it: {expected}.");
    }

    /// <summary>A folder as a full path; one that is relative is relative to the current folder.</summary>
    /// <exception cref="CacheConfigurationException">It is not there, or no path.</exception>
    public string Folder(string key)
    {
        var folder = Required(key, "a folder, such as /var/cache/site");
        try
        {
            return Path.GetFullPath(folder);
        }
        catch (Exception error) when (error is ArgumentException or PathTooLongException or NotSupportedException)
        {
            throw Wrong(key, "a folder, such as /var/cache/site");
        }
    }

    /// <summary>A whole number, or <paramref name="otherwise"/> if nothing is said.</summary>
    /// <exception cref="CacheConfigurationException">It is no whole number between the bounds, which are included.</exception>
    public long Number(string key, long otherwise, long least = 1, long most = long.MaxValue) =>
        Find(key)?.Number(least, most) ?? otherwise;

    /// <summary>A time in seconds (<c>90</c>, <c>0.5</c>) or as <c>d.hh:mm:ss</c>, or <paramref name="otherwise"/> if nothing is said.</summary>
    /// <exception cref="CacheConfigurationException">It is neither, or negative.</exception>
    public TimeSpan Span(string key, TimeSpan otherwise) => Find(key)?.Span() ?? otherwise;

    /// <summary>True or false (also yes, no, on, off, 1, 0), or <paramref name="otherwise"/> if nothing is said.</summary>
    /// <exception cref="CacheConfigurationException">It is none of these.</exception>
    public bool Flag(string key, bool otherwise) => Find(key)?.Flag() ?? otherwise;

    /// <summary>
    /// Several texts: a list (<c>key:0</c>, <c>key:1</c>, as JSON's arrays are), or one text with commas or semicolons between them.
    /// Empty if nothing is said.
    /// </summary>
    public IReadOnlyList<string> List(string key)
    {
        var items = new List<string>();
        if (Find(key) is { } whole)
            items.AddRange(whole.Text().Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        while (Find($"{key}:{items.Count}") is { } item) items.Add(item.Text());
        return items;
    }

    /// <summary>
    /// The setting <c>KeyLength</c>: the longest key, in bytes, that the store sends as it is. Read by stores of a server that bounds keys, which
    /// apply it themselves.
    /// </summary>
    /// <exception cref="CacheConfigurationException">It is no whole number from <see cref="Stores.KeyLimit.Least"/> on.</exception>
    public KeyLimit KeyLimit(int otherwise = int.MaxValue) =>
        new((int)Number(KeyLengthName, otherwise, Stores.KeyLimit.Least, int.MaxValue));

    /// <summary>The error of a setting whose form only its kind knows.</summary>
    /// <param name="key">The name of the setting.</param>
    /// <param name="expected">What would have been right.</param>
    /// <param name="isSecret">Whether the value must not be shown, as one that may contain a password.</param>
    public CacheConfigurationException Wrong(string key, string expected, bool isSecret = false) =>
        new Setting(_definition.PathOf(key), isSecret ? "(not shown)" : Find(key)?.Value ?? "").Wrong(expected);

    /// <exception cref="CacheConfigurationException">A setting was not read.</exception>
    internal void DemandAllRead()
    {
        if (!_definition.IsStrict) return;
        foreach (var (key, setting) in _definition.Settings)
            if (!_read.Contains(key)) throw Unknown.Key(setting.Path, _read);
    }

    private Setting? Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _read.Add(key);
        return _definition.Settings.TryGetValue(key, out var setting) ? setting : null;
    }
}
