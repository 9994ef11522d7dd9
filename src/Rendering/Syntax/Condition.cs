namespace Rendering.Syntax;

/// <summary>A question with a yes or no; what counts as yes is each language's own.</summary>
internal abstract class Condition
{
    public abstract bool Test(RenderFrame frame);
}

/// <summary>Both; the second is asked only when the first says yes.</summary>
internal sealed class AndCondition(Condition left, Condition right) : Condition
{
    public override bool Test(RenderFrame frame) => left.Test(frame) && right.Test(frame);
}

/// <summary>Either; the second is asked only when the first says no.</summary>
internal sealed class OrCondition(Condition left, Condition right) : Condition
{
    public override bool Test(RenderFrame frame) => left.Test(frame) || right.Test(frame);
}

/// <summary>The opposite.</summary>
internal sealed class NotCondition(Condition inner) : Condition
{
    public override bool Test(RenderFrame frame) => !inner.Test(frame);
}
