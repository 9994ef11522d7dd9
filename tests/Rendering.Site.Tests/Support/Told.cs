namespace Rendering.Site.Tests.Support;

/// <summary>Progress that is told at once, on the thread that reports it.</summary>
public sealed class Told(Action<SiteProgress> tell) : IProgress<SiteProgress>
{
    private readonly Lock _lock = new();

    public void Report(SiteProgress value)
    {
        lock (_lock) tell(value);
    }
}
