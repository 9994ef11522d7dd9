using Caching.Stores;
using Caching.Stores.Files;

namespace Caching.Configuration;

/// <summary>The kinds that a manager knows, and other names for them.</summary>
internal sealed class StoreKinds
{
    public const string Memory = "memory";
    public const string File = "file";

    // Of the same name in another package, and what a user must do to have it.
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["redis"] = "the package Caching.Redis (options.AddRedisKind())",
        ["memcached"] = "the package Caching.Memcached (options.AddMemcachedKind())",
        ["sql"] = "the package Caching.Sql (options.AddSqlKind())",
    };

    // Beaker's names.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ext:redis"] = "redis",
        ["ext:memcached"] = "memcached",
        ["ext:database"] = "sql",
        ["dbm"] = "sql",
    };

    private readonly Dictionary<string, StoreKind> _kinds;

    public StoreKinds() => _kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [Memory] = new(OpenMemory, null),
        [File] = new(null, OpenFiles),
    };

    public StoreKinds(StoreKinds other) => _kinds = new(other._kinds, StringComparer.OrdinalIgnoreCase);

    public StoreKind this[string name]
    {
        get => _kinds[name];
        set => _kinds[name] = value;
    }

    /// <summary>The names that a store may have which is called so: this one, then what it stands for.</summary>
    public static IEnumerable<string> NamesOf(string name)
    {
        yield return name;
        if (Aliases.TryGetValue(name, out var canonical)) yield return canonical;
        // A dbm is a table of keys on the local disk: SQL's nearest relative, and without that package the folder of files is its
        // next one. Both keep the promise (entries outlive the process), so a configuration that says dbm need not fail.
        if (name.Equals("dbm", StringComparison.OrdinalIgnoreCase)) yield return File;
    }

    /// <summary>The name of the kind that is called so: of those that are there the first, so that a user's own kind may take any name.</summary>
    public string Resolve(string name) =>
        NamesOf(name).Select(Registered).FirstOrDefault(static kind => kind is not null) ?? Aliases.GetValueOrDefault(name, name);

    /// <summary>Whether the name, resolved, is that of a kind.</summary>
    public bool Knows(string kind) => _kinds.ContainsKey(kind);

    /// <summary>What the setting that names a kind may be.</summary>
    public string Expected => $"a kind of store: {string.Join(", ", _kinds.Keys.Order(StringComparer.Ordinal))}";

    /// <summary>Whether a store of that name, without a type, is meant to be of that kind, whether or not the kind is there.</summary>
    public bool IsName(string name) => _kinds.ContainsKey(name) || Aliases.ContainsKey(name) || Elsewhere.ContainsKey(name);

    /// <summary>The kind that the setting names.</summary>
    /// <exception cref="CacheConfigurationException">There is no such kind. It says what would add it.</exception>
    public string Demand(Setting type)
    {
        var name = Resolve(type.Text());
        return _kinds.ContainsKey(name)
            ? name
            : throw type.Wrong(
                $"{Expected}. The kind '{name}' is added by {Elsewhere.GetValueOrDefault(name, "CacheManagerOptions.AddStoreKind")}");
    }

    private string? Registered(string name) =>
        _kinds.Keys.FirstOrDefault(kind => kind.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static MemoryStore OpenMemory(StoreContext context, StoreSettings settings) =>
        new(context, settings.Number("LimitBytes", CacheManagerOptions.DefaultMemoryLimitBytes));

    private static FileStore OpenFiles(StoreContext context, StoreSettings settings) =>
        new(context, settings.Folder("Folder"), new FileStoreOptions
        {
            LimitBytes = settings.Number("LimitBytes", FileStoreOptions.DefaultLimitBytes),
            FlushEntries = settings.Flag("FlushEntries", true),
        });
}
