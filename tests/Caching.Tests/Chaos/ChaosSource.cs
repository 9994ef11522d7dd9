namespace Caching.Tests.Chaos;

/// <summary>Draws faults from a seed. How often is set as the test goes; with zero everything is well.</summary>
public sealed class ChaosSource(int seed, TimeProvider time)
{
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();

    /// <summary>The part of the calls that something happens to.</summary>
    public double Share { get; set; }

    public int Faults { get; private set; }

    public int Next(int most)
    {
        lock (_gate) return _random.Next(most);
    }

    /// <summary>What happens to this call; the kinds that only some calls can suffer are theirs to play.</summary>
    public Fault Draw()
    {
        lock (_gate)
        {
            if (_random.NextDouble() >= Share) return Fault.None;
            Faults++;
            return (Fault)_random.Next(1, (int)Fault.OtherKey + 1);
        }
    }

    /// <summary>What happens before the store does anything.</summary>
    public async ValueTask BeforeAsync(Fault fault, CancellationToken cancellation)
    {
        switch (fault)
        {
            case Fault.Error: throw new IOException("chaos: at once");
            case Fault.LateError:
                await Task.Delay(TimeSpan.FromMilliseconds(1 + Next(500)), time, cancellation);
                throw new IOException("chaos: after a while, and nothing was done");
            case Fault.Delay: await Task.Delay(TimeSpan.FromMilliseconds(1 + Next(200)), time, cancellation); break;
            // As a connection does that is dead: it does not look at the token.
            case Fault.Hang: await Task.Delay(TimeSpan.FromMilliseconds(1_000 + Next(3_000)), time, CancellationToken.None); break;
            default: break;
        }
    }

    /// <summary>What happens when the store has done its part.</summary>
    public async ValueTask AfterAsync(Fault fault, CancellationToken cancellation)
    {
        if (fault != Fault.DoneAndError) return;
        await Task.Delay(TimeSpan.FromMilliseconds(1 + Next(100)), time, cancellation);
        throw new IOException("chaos: it was done, and nobody learns of it");
    }
}

/// <summary>What may happen to one call.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It fails at once.</summary>
    Error,

    /// <summary>It fails after a while.</summary>
    LateError,

    /// <summary>It is done, and fails.</summary>
    DoneAndError,

    /// <summary>It takes a while.</summary>
    Delay,

    /// <summary>It takes long.</summary>
    Hang,

    /// <summary>A read gives less or other bytes than are there.</summary>
    Torn,

    /// <summary>A write is lost, with what was there before: the store needed the room.</summary>
    Lost,

    /// <summary>A read gives what is stored under another key.</summary>
    OtherKey,
}
