using System.Globalization;
using Caching.Tests.Support;

namespace Caching.Tests.History;

/// <summary>The part of a child process: does random things to the shared store, and says what, until it is told to end.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private const int Threads = 3;
    private const string Type = "shared";

    private readonly CacheManager _manager;
    private readonly CountersOf _counters;
    private readonly Scenario _scenario;
    private readonly string _process;
    private readonly Lock _gate = new();
    private int _calls;

    private Worker(HistoryStore store, Scenario scenario, string process)
    {
        _scenario = scenario;
        _process = process;
        _manager = new(new CacheManagerOptions
        {
            DefaultType = Type,
            LeaseDuration = Scenario.Lease,
            MemoryTierLimitBytes = store.HasMemory(process) ? 1 << 20 : 0,
        }.AddStore(Type, context => scenario.IsSound ? store.Open(context) : new PlantedStore(store.Open(context), scenario)));
        _counters = new(_manager);
    }

    public static async Task<int> RunAsync(HistoryStore store, string scenario, string process, string seed)
    {
        await using var worker = new Worker(store, Scenario.Of(scenario), process);
        worker.Say("ready");
        // Told to, or its parent is gone.
        var told = Task.Run(Console.ReadLine);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            var random = new Random(HashCode(seed, process, thread));
            while (!told.IsCompleted) await worker.StepAsync(random);
        })));
        worker.Say("over");
        return 0;
    }

    public ValueTask DisposeAsync()
    {
        _counters.Dispose();
        return _manager.DisposeAsync();
    }

    // The framework's hash codes differ from process to process.
    private static int HashCode(string seed, string process, int thread)
    {
        var hash = int.Parse(seed, CultureInfo.InvariantCulture);
        foreach (var c in $"{process} {thread}") hash = unchecked((hash * 31) + c);
        return hash;
    }

    private async Task StepAsync(Random random)
    {
        var place = _scenario.Places[random.Next(_scenario.Places.Length)];
        var key = random.Next(place.Keys);
        var act = place.Draw(random);
        var call = new Call(this, _manager, place, random, NewOperation(act, place, key, random));
        Say(Lines.Begin(call.What));
        var errors = Errors;
        var (outcome, text) = await call.RunAsync();
        var end = MachineClock.Now;
        Say(Lines.End(call.What.Number, end, Errors != errors, outcome, text));
        await MachineClock.DelayAsync(TimeSpan.FromMilliseconds(random.Next(4)));
    }

    private Operation NewOperation(Act act, Place place, int key, Random random)
    {
        var tags = act switch
        {
            Act.Tag or Act.ExpireTag => [random.Next(50) == 0 ? "*" : random.Next(4) == 0 ? Scenario.LateTag : $"{place.Name}-{random.Next(2)}"],
            _ => place.Tags(key),
        };
        // So large that no two sums are alike.
        var by = act == Act.Increment ? random.NextInt64(1L << 40) : 0;
        return new(_process, Interlocked.Increment(ref _calls), act, place.Name, key, tags, by, MachineClock.Now);
    }

    public long Errors => _counters[$"cache.store_errors {Type}"];

    public void Say(string line)
    {
        lock (_gate)
        {
            Console.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
