namespace Rendering.Engines;

/// <summary>
/// What one render has left of its steps, its memory and its time. The page and all its partials, in whatever languages, draw on the same.
/// </summary>
internal sealed class RenderBudget
{
    /// <summary>Steps that nobody has drawn yet.</summary>
    public long Steps { get; set; }

    /// <summary>Bytes that may still be made besides the output. It only falls: what is made may be kept.</summary>
    public long Memory { get; set; }

    /// <summary>When the render began, by its clock.</summary>
    public long Started { get; private set; }

    public static RenderBudget Begun(TemplateLimits limits, TimeProvider time)
    {
        var budget = new RenderBudget();
        budget.Begin(limits, time);
        return budget;
    }

    public void Begin(TemplateLimits limits, TimeProvider time)
    {
        Steps = limits.Steps;
        Memory = limits.MemoryBytes;
        Started = time.GetTimestamp();
    }
}
