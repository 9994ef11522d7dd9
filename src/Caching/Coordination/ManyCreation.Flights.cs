using Caching.Diagnostics;

namespace Caching.Coordination;

/// <summary>The part that makes the values of the flights that the call leads.</summary>
internal sealed partial class ManyCreation<T>
{
    // Each flight lands by itself: with a value of another process, with what the factory made, or with an error. Nothing is thrown here.
    private async Task FlyAsync(List<Asked> led, long landings)
    {
        if (led.Count == 0) return;
        var (making, elsewhere) = (led, new List<Asked>());
        try
        {
            using var all = new AllLeft(led.ConvertAll(static Flight (asked) => asked.Flight));
            if (Door.Leases is { } leases)
            {
                (making, elsewhere) = await AskForLeasesAsync(leases, led, all.Token).ConfigureAwait(false);
            }
            else
            {
                await PrepareAsync(led, all.Token).ConfigureAwait(false);
                // Another flight landed between this call's look into the store and its take-off: its value may be there. And what was
                // found before the take-off may have been invalidated by then: the factory would bring it back.
                if (Flights.Landings != landings || led.Exists(static asked => asked.Old.HasOld))
                    making = await LandStoredAsync(led, all.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            await FailAsync(led, error).ConfigureAwait(false);
            return;
        }

        var made = MakeAsync(making, [.. making, .. elsewhere]);
        if (elsewhere.Count > 0) await AwaitElsewhereAsync(elsewhere, made).ConfigureAwait(false);
        await made.ConfigureAwait(false);
    }

    /// <summary>Makes and stores the values by one call of the factory, while the others of the call wait for it.</summary>
    private async Task MakeAsync(List<Asked> making, IReadOnlyList<Asked> open)
    {
        if (making.Count == 0) return;
        try
        {
            using var all = new AllLeft(making.ConvertAll(static Flight (asked) => asked.Flight));
            using var bound = WaitGraph.Bind(making[0].Flight, [.. open.Select(static asked => asked.Flight)]);
            WaitGraph.Current = making[0].Flight;
            var creations = making.ConvertAll(asked =>
            {
                var creation = new CacheCreation(Plan, all.Token);
                creation.Replaces(asked.Old);
                return creation;
            });
            var values = await RunFactoryAsync(making, creations, all.Token).ConfigureAwait(false);
            var writes = new List<EntryWrite<T>>();
            for (var i = 0; i < values.Length; i++)
                if (await making[i].Flight.BeginPublishAsync(values[i], creations[i]).ConfigureAwait(false) is { IsStored: true } write) writes.Add(write);
            await Door.WriteManyAsync(writes).ConfigureAwait(false);
            await Task.WhenAll(making.Select(asked => EndLeaseAsync(asked.Flight).AsTask())).ConfigureAwait(false);
            for (var i = 0; i < values.Length; i++)
            {
                Flights.Failures.Forget(making[i].Flight.Key);
                making[i].Flight.Succeed(values[i]);
            }
        }
        catch (Exception error)
        {
            await FailAsync(making, error).ConfigureAwait(false);
        }
    }

    private async ValueTask<T[]> RunFactoryAsync(List<Asked> making, List<CacheCreation> creations, CancellationToken cancellation)
    {
        using var activity = Tracing.Create(Cache.Namespace, Door.Type, making.Count);
        try
        {
            var values = await factory(making.ConvertAll(static asked => asked.Place), creations, cancellation).ConfigureAwait(false);
            Cache.Count.Creation(Door.Type);
            return values;
        }
        catch (Exception error)
        {
            Cache.Count.Failure(Door.Type);
            Tracing.Failed(activity, error);
            throw;
        }
    }

    // One line for the whole call: its keys have failed for the same reason.
    private async ValueTask FailAsync(List<Asked> failed, Exception error)
    {
        var open = failed.FindAll(static asked => !asked.Flight.IsOver);
        if (open.Find(static asked => asked.Old.HasOld && !asked.Flight.Cancellation.IsCancellationRequested) is { Flight: { } stale })
            NoteRefreshFailed(stale.Key, error);
        await Task.WhenAll(open.Select(asked => FailAsync(asked.Flight, asked.Old, error).AsTask())).ConfigureAwait(false);
    }

    /// <summary>Lands what is stored by now; gives the rest, with what there is of it now.</summary>
    private async ValueTask<List<Asked>> LandStoredAsync(List<Asked> flying, CancellationToken cancellation)
    {
        var found = await Door.ReadManyAsync<T>(flying.ConvertAll(static asked => asked.Flight.Key), Plan.Among(flying.ConvertAll(static asked => asked.Place)), cancellation).ConfigureAwait(false);
        var rest = new List<Asked>();
        var landings = new List<Task>();
        for (var i = 0; i < found.Length; i++)
        {
            if (WillDo(found[i], flying[i].Old)) landings.Add(LandAsync(flying[i].Flight, found[i]).AsTask());
            else rest.Add(flying[i] with { Old = Accepted(found[i]) });
        }

        await Task.WhenAll(landings).ConfigureAwait(false);
        return rest;
    }

    private ValueTask PrepareAsync(List<Asked> making, CancellationToken cancellation) =>
        Door.PrepareManyAsync(making.ConvertAll(static Flight (asked) => asked.Flight), cancellation);
}
