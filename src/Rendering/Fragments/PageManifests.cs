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

    /// <summary>The manifest from the store, which was read ahead.</summary>
    public async ValueTask<PageManifest> LoadAsync(CacheLookup at, CacheReadAhead ahead, CancellationToken cancellation)
    {
        var stored = await caches.GetCache(Namespace).TryGetAsync<string?[]>(at.Key, OptionsOf(at) with { Ahead = ahead }, cancellation).ConfigureAwait(false);
        return stored.Value is { } texts ? PageManifest.FromTexts(texts) : PageManifest.Empty;
    }

    /// <summary>
    /// Takes in what a render asked its stores for, and has it stored where that is news. Returns at once: the page does not wait for it.
    /// </summary>
    /// <param name="identity">Of the page.</param>
    /// <param name="used">What the render asked for, in its order; not empty.</param>
    /// <param name="readAhead">What was read ahead for it.</param>
    /// <param name="loaded">What was loaded from the store for it; null: nothing was.</param>
    public void Learn(string identity, IReadOnlyList<CacheLookup> used, IReadOnlySet<CacheLookup> readAhead, PageManifest? loaded)
    {
        var now = caches.Time.GetUtcNow();
        var isNews = false;
        var known = _table.Change(identity, before =>
        {
            var manifest = (before.Manifest.Keys.Count == 0 && loaded is not null ? loaded : before.Manifest).After(used, readAhead);
            var stored = before.Stored ?? loaded;
            isNews = IsNews(manifest, stored, before.WrittenAt, now);
            return isNews ? new(manifest, manifest, now) : new(manifest, stored, before.WrittenAt);
        });
        if (isNews) _ = Task.Run(() => StoreAsync(LookupOf(identity, used[0]), known.Manifest), CancellationToken.None);
    }

    // Of a page with one section there is nothing to read ahead.
    private static bool IsNews(PageManifest manifest, PageManifest? stored, DateTimeOffset? writtenAt, DateTimeOffset now)
    {
        if (now - writtenAt < WriteEvery) return false;
        if (now - writtenAt > Life / 2) return true;
        return stored is { Keys.Count: > 0 } ? !manifest.NamesSame(stored) : manifest.Keys.Count > 1;
    }

    private async Task StoreAsync(CacheLookup at, PageManifest manifest) =>
        await caches.GetCache(Namespace).SetAsync(at.Key, manifest.ToTexts(), OptionsOf(at) with { Expire = Life, Stale = TimeSpan.Zero }).ConfigureAwait(false);

    // Whatever the region says of sliding: it would have each look written down.
    private static CacheEntryOptions OptionsOf(in CacheLookup at) => new() { Type = at.Type, Region = at.Region, Sliding = TimeSpan.MaxValue };
}
