using Caching.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Caching.Tests.Configuration;

public sealed class ServicesTests
{
    [Fact]
    public async Task AddCaching_adds_one_manager_with_the_clock_and_the_loggers_of_the_services()
    {
        var (time, log) = (new ManualTime(), new RecordedLog());
        var root = Configured.Pairs(("Expire", "20"), ("Regions:short:Expire", "10"));
        var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddSingleton<ILoggerFactory>(log)
            .AddCaching(options => options.Regions["short"] = new() { Stale = TimeSpan.FromSeconds(3) })
            .AddCaching(root, options => options.Regions["other"] = new() { Type = "mine" })
            .AddCaching(options => options.AddStore("mine", _ => new SimpleByteStore()));
        CacheManager manager;
        await using (var provider = services.BuildServiceProvider())
        {
            manager = provider.GetRequiredService<CacheManager>();
            Assert.Same(manager, provider.GetRequiredService<CacheManager>());
            Assert.Equal(("mine", time), (manager.TypeOf(new() { Region = "other" }), manager.Time));
            await manager.GetCache("ns").SetAsync("k", 1, new() { Region = "short" });
            var entry = (await manager.GetCache("ns").TryGetAsync<int>("k")).Entry!;
            Assert.Equal((time.GetUtcNow().AddSeconds(10), time.GetUtcNow().AddSeconds(13)), (entry.FreshUntil, entry.StaleUntil));
            root.Reload();
            Assert.Equal(1, log.Count(30));
        }

        root.Reload();
        Assert.Equal(1, log.Count(30));
    }

    [Fact]
    public void A_manager_registered_by_hand_stays_and_without_services_the_system_s_clock_serves()
    {
        using var mine = new CacheManager();
        using var provider = new ServiceCollection().AddSingleton(mine).AddCaching().BuildServiceProvider();
        Assert.Same(mine, provider.GetRequiredService<CacheManager>());
        using var bare = new ServiceCollection().AddCaching().BuildServiceProvider();
        Assert.Same(TimeProvider.System, bare.GetRequiredService<CacheManager>().Time);
    }
}
