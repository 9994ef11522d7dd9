namespace Rendering.Tests.Support;

/// <summary>A model that counts how often a template read it.</summary>
public sealed class Counter
{
    private int _reads;

    public int Next => Interlocked.Increment(ref _reads);

    internal int Reads => _reads;
}
