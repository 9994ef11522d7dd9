using Caching;
using Caching.Tests.Tiers;
using Rendering.Fragments;
using Rendering.Tests.Support;

namespace Rendering.Tests.Prefetch;

/// <summary>Templates, a server, and the processes that render from it.</summary>
internal sealed class PrefetchSite
{
    public PrefetchSite(params (string Name, string Text)[] templates)
    {
        Site = new(templates);
        Server = new(Site.Time);
    }

    public Site Site { get; }

    public SharedServer Server { get; }

    /// <summary>A process of its own; without memory before the store unless it is asked for.</summary>
    public Process Start(long memory = 0, Action<CacheManagerOptions>? configure = null) => new(this, memory, configure);

    internal sealed class Process : IDisposable
    {
        private readonly CacheManager _caches;
        private readonly SharedServer _server;
        private readonly ManualTime _time;
        private SharedServer.Record? _last;
        private TaskCompletionSource _written = New();

        public Process(PrefetchSite site, long memory, Action<CacheManagerOptions>? configure)
        {
            (_server, _time) = (site.Server, site.Site.Time);
            Store = site.Server.Connect(new BatchNode(site.Server));
            Store.Before = Seen;
            var options = new CacheManagerOptions { DefaultType = "shared", MemoryTierLimitBytes = memory }.AddStore("shared", _ => Store);
            configure?.Invoke(options);
            _caches = new(options, site.Site.Time);
            Renderer = new(new RendererOptions { Templates = site.Site.Templates, Time = site.Site.Time }, _caches);
            Manifests = _caches.GetCache(PageManifests.Namespace);
        }

        public BatchNode Store { get; }

        public Renderer Renderer { get; }

        public Cache Manifests { get; }

        /// <summary>The one manifest in the store.</summary>
        public SharedServer.Record? Stored
        {
            get
            {
                lock (_server.Gate) return _server.Records.SingleOrDefault(static record => record.Key.Contains(PageManifests.Namespace, StringComparison.Ordinal)).Value;
            }
        }

        /// <summary>What else is to happen at a call of the store.</summary>
        public Action<string> Also { get; set; } = _ => { };

        /// <summary>Opens the store, and follows what others void in it.</summary>
        public async Task FollowAsync()
        {
            var first = Store.NextRead;
            _caches.TypeOf(null);
            _time.Advance(0);
            await first.WaitAsync(TimeSpan.FromSeconds(60));
            await Store.FollowedAsync();
        }

        /// <summary>Renders a page that has news for its manifest, and waits until that is in the store.</summary>
        public async Task<string> LearnAsync(string page, object? model = null)
        {
            _written = New();
            var text = await Renderer.RenderAsync(page, model);
            await _written.Task.WaitAsync(TimeSpan.FromSeconds(60));
            TakeReads();
            return text;
        }

        /// <summary>The same, with the round trips that read entries.</summary>
        public async Task<string[]> LearnReadsAsync(string page, object? model = null)
        {
            _written = New();
            var (_, reads) = await RenderAsync(page, model);
            await _written.Task.WaitAsync(TimeSpan.FromSeconds(60));
            return reads;
        }

        public async Task<(string Text, string[] Reads)> RenderAsync(string page, object? model = null, RenderRequest? request = null)
        {
            TakeReads();
            var rendered = await Renderer.RenderPageAsync(page, model, request: request);
            return (System.Text.Encoding.UTF8.GetString(rendered.Utf8.Span), TakeReads());
        }

        /// <summary>The round trips that read entries.</summary>
        public string[] TakeReads()
        {
            string[] reads = [.. Store.Calls.Where(static call => call.StartsWith("get", StringComparison.Ordinal))];
            Store.Calls.Clear();
            return reads;
        }

        public void Dispose() => _caches.Dispose();

        private ValueTask Seen(string call)
        {
            Also(call);
            if (call != "written" || Stored is not { } stored || ReferenceEquals(stored, _last)) return default;
            _last = stored;
            _written.TrySetResult();
            return default;
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
