using Caching.Stores;

namespace Caching.Configuration;

/// <summary>
/// A store as configuration describes it. Two that are equal describe the same store: then one store serves both, and a change of the
/// configuration leaves it as it is.
/// </summary>
/// <param name="Kind">The kind, aliases resolved.</param>
/// <param name="PathOf">The full key of one of its settings, for errors.</param>
/// <param name="Settings">What is said, by name.</param>
/// <param name="IsStrict">Whether a setting that the kind does not read is an error; else it is one of those offered to every kind.</param>
internal sealed record StoreDefinition(
    string Kind, Func<string, string> PathOf, IReadOnlyDictionary<string, Setting> Settings, bool IsStrict)
{
    /// <summary>Part of what the store is made with, so a change of it makes another one.</summary>
    public StoreLimits Limits { get; init; }

    public bool Equals(StoreDefinition? other) =>
        other is not null && Kind == other.Kind && Limits == other.Limits && Settings.Count == other.Settings.Count
        && Settings.All(mine => other.Settings.TryGetValue(mine.Key, out var theirs) && theirs.Value == mine.Value.Value);

    public override int GetHashCode() => HashCode.Combine(Kind, Limits, Settings.Count);

    /// <summary>How a store of this definition is made.</summary>
    public StoreRegistration By(StoreKind kind) => kind.Local is { } local
        ? new(context => Make(settings => local(context, settings)), null, this)
        : new(null, context => Make(settings => kind.Bytes!(context, settings)), this);

    private T Make<T>(Func<StoreSettings, T> make) where T : notnull
    {
        var settings = new StoreSettings(this);
        var store = make(settings);
        try
        {
            settings.DemandAllRead();
            return store;
        }
        catch
        {
            StoreDoor.DisposeAsync([store]).AsTask().GetAwaiter().GetResult();
            throw;
        }
    }
}
