namespace Rendering.Tests.Support;

/// <summary>A lazy member that tells when it was asked for, and answers when the test says so.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reads;

    public Task<string> Slow
    {
        get
        {
            Interlocked.Increment(ref _reads);
            _entered.TrySetResult();
            return _answer.Task;
        }
    }

    internal Task Entered => _entered.Task;

    internal int Reads => _reads;

    internal void Open(string answer = "done") => _answer.TrySetResult(answer);

    internal void Fail(Exception error) => _answer.TrySetException(error);
}
