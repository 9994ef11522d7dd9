
namespace Rendering.Syntax;

/// <summary>What counters, cycles, loops and change detectors remember from one statement to the next.</summary>
internal sealed class Registers
{
    /// <summary>What <c>increment</c> and <c>decrement</c> have counted.</summary>
    public Dictionary<string, long> Counters { get; } = new(StringComparer.Ordinal);

    /// <summary>The next item of each cycle.</summary>
    public Dictionary<string, int> Cycles { get; } = new(StringComparer.Ordinal);

    /// <summary>Where each loop ended, for <c>offset: continue</c>.</summary>
    public Dictionary<string, long> LoopEnds { get; } = new(StringComparer.Ordinal);

    /// <summary>The text that <c>ifchanged</c> printed last.</summary>
    public string? LastChanged { get; set; }

    /// <summary>The loop that is running, for <c>parentloop</c>.</summary>
    public ForLoop? Loop { get; set; }

    public void Clear()
    {
        Counters.Clear();
        Cycles.Clear();
        LoopEnds.Clear();
        LastChanged = null;
        Loop = null;
    }
}
