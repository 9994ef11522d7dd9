namespace Rendering.Scriban.Parsing;

/// <summary>What a template, or a function in it, has for itself while it is parsed: its local variables.</summary>
internal sealed class Scope(Scope? outer)
{
    /// <summary>The slots of <c>$x</c>, and in a function of <c>$</c> and <c>$$</c>.</summary>
    public Dictionary<string, int> Locals { get; } = new(StringComparer.Ordinal);

    public Scope? Outer => outer;

    public bool IsFunction => outer is not null;

    /// <summary>Loops around the statement that is being parsed.</summary>
    public int Loops { get; set; }

    /// <summary>The variables of the loops around it, which a <c>with</c> inside them does not hide.</summary>
    public List<string> LoopVariables { get; } = [];

    /// <summary>The blocks around it that take names from an object.</summary>
    public int Withs { get; set; }

    /// <summary>Something ends it before its last statement.</summary>
    public bool Returns { get; set; }
}
