namespace Caching.Redis.Tests.Support;

/// <summary>Waits for what another process does: asks again and again, and fails when it has not come by the deadline.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var late = new CancellationTokenSource(Deadline);
        using var turns = new PeriodicTimer(Between);
        while (!await condition())
        {
            try
            {
                await turns.WaitForNextTickAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"It did not come to pass within {Deadline.TotalSeconds} s.");
            }
        }
    }
}
