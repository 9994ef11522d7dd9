using Caching.Configuration;
using Caching.Stores;
using Microsoft.Extensions.Configuration;

namespace Caching;

public sealed partial class CacheManagerOptions
{
    internal StoreKinds Kinds { get; }

    internal List<SettingsSource> Sources { get; }

    /// <summary>
    /// Takes stores, regions and defaults from a section, and anew whenever it changes. What it says wins over what code says, whichever
    /// was first, since a deployment has the last word; what it does not say stays as code has it.
    /// </summary>
    /// <remarks>
    /// <para>The settings are those of a region (<see cref="CacheRegion"/>), which are then the defaults; <c>MemoryLimitBytes</c>,
    /// <c>MemoryTierLimitBytes</c> and <c>LeaseDuration</c>; <c>Stores</c>, by name, each with a <c>Type</c> that is a kind (<see cref="AddStoreKind(string,
    /// Func{StoreContext, StoreSettings, IByteStore})"/>) and the settings of that kind; <c>Regions</c>, by name. A span is a number of
    /// seconds or <c>d.hh:mm:ss</c>. Beaker's flat keys (see <see cref="ConfigureBeaker"/>) may stand there too. A key that is not known
    /// and a value that is none are errors that name the full key.</para>
    /// <para>On a change all is read and checked first, then takes effect at once as a whole; where something is wrong everything stays
    /// as it was and a log line says what. A store whose settings are the same stays, with all that it holds. One that is gone or
    /// different is disposed when no call uses it any more. Invalidations reach the stores that there are: one that is taken
    /// out, keeps its entries elsewhere and comes back has missed those in between.</para>
    /// </remarks>
    public CacheManagerOptions Configure(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Sources.Add(new SectionSource(section));
        return this;
    }

    /// <summary>
    /// Takes regions, stores and defaults from keys as Beaker has them: <c>cache.type</c>, <c>.data_dir</c>, <c>.lock_dir</c>,
    /// <c>.url</c>, <c>.expire</c>, <c>.enabled</c>, <c>.key_length</c> for all; <c>cache.regions</c>, names with commas between them; and
    /// for each region the same keys behind its name (<c>cache.short_term.expire</c>), where it takes what it does not say from the others.
    /// Regions whose stores are described alike share one, named as its kind (<c>file</c>), or <c>KIND:REGION</c> where that is taken.
    /// </summary>
    /// <param name="settings">The pairs. Keys that do not begin with the prefix, or with <c>beaker.</c> and the prefix, are not looked at; null says nothing.</param>
    /// <param name="prefix">What the keys begin with.</param>
    public CacheManagerOptions ConfigureBeaker(IEnumerable<KeyValuePair<string, string?>> settings, string prefix = BeakerReader.Prefix)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        Sources.Add(new FlatSource([.. settings], prefix));
        return this;
    }

    /// <summary>
    /// Makes a store that keeps bytes a kind: what a configuration may name as the type of one of its stores. An earlier kind of that
    /// name is replaced.
    /// </summary>
    /// <param name="kind">The name.</param>
    /// <param name="store">
    /// Makes a store of its settings, all of which it must read. It is called for each store of the configuration when a manager is
    /// made or the configuration changes, before anything is asked of the store, and must not wait: a store connects when it is used.
    /// Each call makes a store of its own.
    /// </param>
    public CacheManagerOptions AddStoreKind(string kind, Func<StoreContext, StoreSettings, IByteStore> store)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(store);
        Kinds[kind] = new(null, store);
        return this;
    }

    /// <summary>The same for a store that keeps live entries.</summary>
    public CacheManagerOptions AddStoreKind(string kind, Func<StoreContext, StoreSettings, ILocalStore> store)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(store);
        Kinds[kind] = new(store, null);
        return this;
    }
}
