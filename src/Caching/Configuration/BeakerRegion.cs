using Caching.Stores;

namespace Caching.Configuration;

/// <summary>What Beaker's keys say of one region, or of the defaults.</summary>
internal sealed class BeakerRegion(string prefix)
{
    public const string Type = "type";
    public const string Url = "url";
    public const string DataFolder = "data_dir";
    public const string LockFolder = "lock_dir";
    public const string KeyLength = "key_length";
    private const string Expire = "expire";
    private const string Enabled = "enabled";

    private static readonly string[] Texts = [Type, Url, DataFolder, LockFolder];

    private readonly Dictionary<string, Setting> _said = new(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> Names { get; } = [Type, Url, DataFolder, LockFolder, KeyLength, Expire, Enabled];

    public Setting? this[string name] => _said.TryGetValue(name, out var setting) ? setting : null;

    /// <summary>The full key of one of its settings.</summary>
    public string PathOf(string name) => _said.TryGetValue(name, out var setting) ? setting.Path : prefix + name;

    public bool TryTake(string name, Setting setting)
    {
        if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase)) return false;
        _said[name] = setting;
        // Looked at here, whatever becomes of them: a kind of store may have no use for them. None has for the folder of locks, which
        // lie where what they guard lies.
        if (Texts.Contains(name, StringComparer.OrdinalIgnoreCase)) _ = setting.Text();
        if (name.Equals(KeyLength, StringComparison.OrdinalIgnoreCase)) _ = setting.Number(KeyLimit.Least, int.MaxValue);
        return true;
    }

    /// <summary>With what it does not say taken from <paramref name="defaults"/>.</summary>
    public BeakerRegion Over(BeakerRegion defaults)
    {
        var whole = new BeakerRegion(prefix);
        foreach (var (name, setting) in defaults._said) whole._said[name] = setting;
        foreach (var (name, setting) in _said) whole._said[name] = setting;
        return whole;
    }

    /// <summary>What it says itself, with that type.</summary>
    public CacheRegion Policy(string? type) => new() { Type = type, Expire = this[Expire]?.Expire(), Enabled = this[Enabled]?.Flag() };
}
