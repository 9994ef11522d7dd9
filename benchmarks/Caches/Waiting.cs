namespace Benchmarks.Caches;

/// <summary>Waits where the harness cannot: what has ended costs no task.</summary>
internal static class Waiting
{
    public static T Wait<T>(this ValueTask<T> call) => call.IsCompletedSuccessfully ? call.Result : call.AsTask().GetAwaiter().GetResult();

    public static void Wait(this ValueTask call)
    {
        if (!call.IsCompletedSuccessfully) call.AsTask().GetAwaiter().GetResult();
    }
}
