namespace Caching.Coordination;

/// <summary>Cancels what several flights share when nobody waits for any of them.</summary>
internal sealed class AllLeft : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<CancellationTokenRegistration> _registrations = [];
    private int _left;

    public AllLeft(IReadOnlyList<Flight> flights)
    {
        _left = flights.Count;
        foreach (var flight in flights)
        {
            _registrations.Add(flight.Cancellation.UnsafeRegister(static self =>
            {
                var all = (AllLeft)self!;
                if (Interlocked.Decrement(ref all._left) == 0) all._cancellation.Cancel();
            }, this));
        }
    }

    public CancellationToken Token => _cancellation.Token;

    // First no flight cancels it any more: a registration that runs is waited for.
    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _cancellation.Dispose();
    }
}
