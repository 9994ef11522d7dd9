using System.Text;

using Benchmarks.Caches;
using Benchmarks.Floors;
using Benchmarks.Harness;

using Caching;

using Rendering;
using Rendering.Templates;

using StackExchange.Redis;

namespace Benchmarks.Fragments;

/// <summary>
/// A page of 50 cached sections that are all in Redis and none in memory, against the client alone fetching the same bytes in one round
/// trip, and against the same page section by section. Wall time, in turn; figures are for one page.
/// </summary>
internal sealed class RedisPage : IBenchmark
{
    private const int Sections = 50;
    private const int SectionBytes = 2048;
    private const int Pages = 20;

    private const string Page = "{% for section in sections %}{% cache section.key %}{{ section.text }}{% endcache %}{% endfor %}";

    public string Name => "fragments-redis";

    public string Summary => "a warm page of 50 sections in Redis, against one round trip of the client";

    public sealed record Section(string Key, string Text);

    public sealed record Model(List<Section> Sections);

    public void Run(Report report)
    {
        using var server = RedisServer.Start();
        if (server is null) return;
        using var client = ConnectionMultiplexer.Connect(server.Address);
        var database = client.GetDatabase();
        var model = new Model([.. Enumerable.Range(0, Sections).Select(static i => new Section($"section {i}", new string((char)('a' + i % 26), SectionBytes)))]);
        RedisKey[] keys = [.. model.Sections.Select(static section => (RedisKey)section.Key)];
        foreach (var section in model.Sections) database.StringSet(section.Key, section.Text);
        var expected = Encoding.UTF8.GetBytes(string.Concat(model.Sections.Select(static section => section.Text)));

        using var manager = SharedStore.Redis.Open(server.Address);
        var output = new FloorWriter();
        var renderer = Open(manager, "page.liquid");
        for (var i = 0; i < 3; i++)
        {
            RenderAsync(renderer, "page.liquid", model, output).GetAwaiter().GetResult();
            Report.Compare("redis-page", i == 0 ? "page, cold" : "page, warm", expected, output.Written);
        }

        var contest = new Contest("redis-page", $"a warm page of {Sections} sections of {SectionBytes} bytes in Redis; wall time of a page", "MGET of 50", Pages, wall: true) { MoreWarmUps = 3 };
        contest.Add("MGET of 50", InTurn(() => database.StringGetAsync(keys)));
        contest.Add("GET of one", InTurn(() => database.StringGetAsync(keys[0])));
        contest.Add("GET of each", InTurn(async () =>
        {
            foreach (var key in keys) await database.StringGetAsync(key).ConfigureAwait(false);
        }));
        contest.Add("page", InTurn(() => RenderAsync(renderer, "page.liquid", model, output)));
        report.Add(contest);
    }

    private static Renderer Open(CacheManager manager, string name) => new(
        new RendererOptions { Templates = new DictionaryTemplateSource { [name] = Page }, Escape = EscapeMode.Never }, manager);

    private static async Task RenderAsync(Renderer renderer, string name, Model model, FloorWriter output)
    {
        output.Reset();
        await renderer.RenderAsync(output, name, model).ConfigureAwait(false);
    }

    private static Action InTurn(Func<Task> call)
    {
        return () => LoopAsync().GetAwaiter().GetResult();

        async Task LoopAsync()
        {
            for (var i = 0; i < Pages; i++) await call().ConfigureAwait(false);
        }
    }
}
