using Caching;

namespace Rendering.Fragments;

/// <summary>
/// The manifests of pages: in this process, and, for the next one, in the store of the page's first section. There they are hints like any
/// entry: one that is lost, old or another node's costs a read.
/// </summary>
internal sealed class PageManifests(CacheManager caches)
{
    // No template is named so: its name has an extension.
    public const string Namespace = "rendering/manifests";

    // A page whose sections differ from visitor to visitor has another manifest after each render.
    internal static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(10);

    // What nobody renders any more goes after a day; what somebody does is written again before.
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private readonly ManifestTable _table = new();

    /// <summary>Where the manifest of a page is, whose first section is kept there.</summary>
    public static CacheLookup LookupOf(string identity, in CacheLookup first) => first with { Namespace = Namespace, Key = identity };

    /// <summary>The manifest, if this process has rendered the page before.</summary>
    public PageManifest? Find(string identity) => _table.Find(identity)?.Manifest;

    /// <summary>The manifest from the store, which was read ahead; null where there is none.</summary>
    public async ValueTask<StoredManifest?> LoadAsync(CacheLookup at, CacheReadAhead ahead, CancellationToken cancellation)
    {
        var found = await caches.GetCache(Namespace).TryGetAsync<string?[]>(at.Key, OptionsOf(at) with { Ahead = ahead }, cancellation).ConfigureAwait(false);
        return found is { Value: { } texts, Entry: { } entry } ? new(PageManifest.FromTexts(texts), entry.Created) : null;
    }

    /// <summary>
    /// Takes in what a render asked its stores for, and has it stored where that is news. Returns at once: the page does not wait for it.
    /// </summary>
    /// <param name="identity">Of the page.</param>
    /// <param name="used">What the render asked for, in its order; not empty.</param>
    /// <param name="readAhead">What was read ahead for it.</param>
    /// <param name="loaded">What was loaded from the store for it; null: nothing was.</param>
    public void Learn(string identity, IReadOnlyList<CacheLookup> used, PageManifest readAhead, StoredManifest? loaded)
    {
        var now = caches.Time.GetUtcNow();
        var isNews = false;
        var known = _table.Change(identity, before =>
        {
            var stored = before.Stored ?? loaded;
            var manifest = (before.Stored is null && loaded is not null ? loaded.Manifest : before.Manifest).After(used, readAhead);
            isNews = IsNews(manifest, stored, now);
            if (isNews) return new(manifest, new(manifest, now));
            return ReferenceEquals(manifest, before.Manifest) && ReferenceEquals(stored, before.Stored) ? before : new(manifest, stored);
        });
        if (isNews) _ = Task.Run(() => StoreAsync(LookupOf(identity, used[0]), known.Manifest), CancellationToken.None);
    }

    // Of a page with one section there is nothing to read ahead.
    private static bool IsNews(PageManifest manifest, StoredManifest? stored, DateTimeOffset now)
    {
        if (stored is not { Manifest.Keys.Count: > 0 }) return manifest.Keys.Count > 1;
        var age = now - stored.WrittenAt;
        return age >= WriteEvery && (age > Life / 2 || !manifest.NamesSame(stored.Manifest));
    }

    private async Task StoreAsync(CacheLookup at, PageManifest manifest) =>
        await caches.GetCache(Namespace).SetAsync(at.Key, manifest.ToTexts(), OptionsOf(at) with { Expire = Life, Stale = TimeSpan.Zero }).ConfigureAwait(false);

    // Whatever the region says of sliding: it would have each look written down.
    private static CacheEntryOptions OptionsOf(in CacheLookup at) => new() { Type = at.Type, Region = at.Region, Sliding = TimeSpan.MaxValue };
}
