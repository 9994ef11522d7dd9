using Caching.Tests.Support;

namespace Caching.Tests.Tiers;

/// <summary>A node: a manager with memory before its connection to the server.</summary>
public sealed class TierNode(CacheManager manager, ServerNode store) : IDisposable
{
    public CacheManager Manager { get; } = manager;

    public ServerNode Store { get; } = store;

    public Cache Cache { get; } = manager.GetCache("ns");

    public static async Task<TierNode> Open(SharedServer server, ManualTime time, Action<CacheManagerOptions>? configure = null)
    {
        var store = server.Connect();
        var options = new CacheManagerOptions { DefaultType = "shared" }.AddStore("shared", _ => store);
        configure?.Invoke(options);
        var node = new TierNode(new(options, time), store);
        var first = store.NextRead;
        _ = node.Manager.Stores.Get(null);
        if (options.MemoryTierLimitBytes == 0) return node;
        time.Advance(0);
        await first.WaitAsync(TimeSpan.FromSeconds(60));
        await store.FollowedAsync();
        return node;
    }

    public async Task<string?> Get(CacheKey key) => (await Cache.TryGetAsync<string>(key)).Value;

    public ValueTask<string> Make(CacheKey key, string value, CacheEntryOptions? options = null) =>
        Cache.GetOrCreateAsync(key, _ => new ValueTask<string>(value), options);

    /// <summary>Whether the value comes from memory: the server is not asked.</summary>
    public async Task<bool> HasNear(CacheKey key)
    {
        var before = Store.Count("get");
        return (await Cache.TryGetAsync<string>(key)).Found && Store.Count("get") == before;
    }

    /// <summary>Does one of the things that void the key, whose tag is <c>t</c>.</summary>
    public async Task Void(string what)
    {
        await (what switch
        {
            "remove" => Cache.RemoveAsync("k"),
            "set" => Cache.SetAsync("k", "set", new() { Tags = ["t"] }),
            "clear" => Cache.ClearAsync(),
            "tag" => Manager.RemoveByTagAsync("t"),
            "everything" => Manager.RemoveByTagAsync("*"),
            "expire" => Cache.ExpireAsync("k"),
            "expire all" => Cache.ExpireAllAsync(),
            "expire tag" => Manager.ExpireByTagAsync("t"),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        });
    }

    public void Dispose() => Manager.Dispose();
}

/// <summary>Two nodes over one server.</summary>
public abstract class TwoNodes : IAsyncLifetime
{
    public static readonly TheoryData<string> Voids = ["remove", "set", "clear", "tag", "everything", "expire", "expire all", "expire tag"];

    protected static readonly CacheEntryOptions Tagged = new() { Tags = ["t"], Expire = 1_000, Stale = TimeSpan.FromSeconds(100) };

    protected ManualTime Time { get; } = new();

    protected SharedServer Server { get; private set; } = null!;

    protected TierNode Here { get; private set; } = null!;

    protected TierNode There { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = new(Time);
        Here = await TierNode.Open(Server, Time);
        There = await TierNode.Open(Server, Time);
    }

    public Task DisposeAsync()
    {
        Here.Store.IsCut = There.Store.IsCut = false;
        Here.Dispose();
        There.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>What a look-up says after a hard or a soft invalidation of <c>old</c>.</summary>
    protected static async Task AssertVoided(TierNode node, string what)
    {
        var found = await node.Cache.TryGetAsync<string>("k");
        if (what.StartsWith("expire", StringComparison.Ordinal)) Assert.True(!found.Found || found.IsStale, "fresh after it was expired");
        else Assert.Equal(what == "set" ? "set" : null, found.Value);
    }
}
