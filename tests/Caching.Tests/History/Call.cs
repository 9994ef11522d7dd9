using System.Globalization;

namespace Caching.Tests.History;

/// <summary>One operation, done.</summary>
internal sealed class Call(Worker worker, CacheManager manager, Place place, Random random, Operation what)
{
    public Operation What { get; } = what;

    public async Task<(Outcome Outcome, string Text)> RunAsync()
    {
        try
        {
            return await ActAsync(manager.GetCache(place.Name), place.Options(What.Tags));
        }
        catch (PlannedException)
        {
            return (Outcome.Failed, "");
        }
        catch (CacheInvalidationException) when (What.IsChange)
        {
            return (Outcome.Undelivered, "");
        }
        catch (Exception error)
        {
            return (Outcome.Error, error.ToString().ReplaceLineEndings(" | "));
        }
    }

    private async Task<(Outcome Outcome, string Text)> ActAsync(Cache cache, CacheEntryOptions options)
    {
        switch (What.Act)
        {
            case Act.GetOrCreate:
                var (time, late, fails) = (Length(), random.Next(3) == 0, random.Next(30) == 0);
                return (Outcome.Value, await cache.GetOrCreateAsync(
                    What.Key, 0, (_, creation) => MakeAsync(creation, time, late, fails), options));
            case Act.TryGet:
                var found = await cache.TryGetAsync<string>(What.Key);
                return !found.Found ? (Outcome.Nothing, "") : (found.IsStale ? Outcome.Stale : Outcome.Value, found.Value!);
            case Act.Set:
                await cache.SetAsync(What.Key, Values.Of(What), options);
                break;
            case Act.Add:
                return (await cache.AddAsync(What.Key, Values.Of(What), options) ? Outcome.Done : Outcome.Kept, "");
            case Act.Increment:
                return (Outcome.Sum, (await cache.IncrementAsync(What.Key, What.By)).ToString(CultureInfo.InvariantCulture));
            case Act.Remove:
                await cache.RemoveAsync(What.Key);
                break;
            case Act.Expire:
                await cache.ExpireAsync(What.Key);
                break;
            case Act.Clear:
                await cache.ClearAsync();
                break;
            case Act.ExpireAll:
                await cache.ExpireAllAsync();
                break;
            case Act.Tag:
                await manager.RemoveByTagAsync(What.Tags[0]);
                break;
            case Act.ExpireTag:
                await manager.ExpireByTagAsync(What.Tags[0]);
                break;
        }

        return (Outcome.Done, "");
    }

    private async ValueTask<string> MakeAsync(CacheCreation creation, TimeSpan time, bool late, bool fails)
    {
        var born = MachineClock.Now;
        worker.Say(Lines.Makes(What.Number, born));
        var errors = worker.Errors;
        if (time > TimeSpan.Zero) await MachineClock.DelayAsync(time);
        if (late) creation.Tags.Add(Scenario.LateTag);
        worker.Say(Lines.Made(What.Number, MachineClock.Now, fails, worker.Errors != errors, late ? [Scenario.LateTag] : []));
        return fails ? throw new PlannedException() : Values.Of(What.Process, What.Number, What.Namespace, What.Key, born);
    }

    // Mostly as short as a query; now and then longer than a lease.
    private TimeSpan Length() => random.Next(40) switch
    {
        0 => Scenario.Lease * 1.25,
        < 20 => TimeSpan.Zero,
        var part => TimeSpan.FromMilliseconds(part / 2),
    };

    private sealed class PlannedException : Exception;
}
