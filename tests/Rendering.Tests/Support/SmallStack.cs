namespace Rendering.Tests.Support;

/// <summary>Runs code on a thread with less stack than any usual one: pool threads have 1.5 MB on Linux, and hosts may give less.</summary>
internal static class SmallStack
{
    public static async Task<Exception?> RunAsync(Func<Task> action)
    {
        Exception? error = null;
        Task? running = null;
        var thread = new Thread(() => error = Record.Exception(() => { running = action(); }), 512 * 1024);
        thread.Start();
        thread.Join();
        return error ?? (running is null ? null : await Record.ExceptionAsync(() => running));
    }
}
