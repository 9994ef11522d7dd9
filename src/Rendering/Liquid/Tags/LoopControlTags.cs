using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% break %}</c> and <c>{% continue %}</c>. Outside of a loop, either ends the template.</summary>
internal static class LoopControlTags
{
    public static Node Break(TagContext tag) => new InterruptNode(Interrupt.Break) { Offset = tag.Offset };

    public static Node Continue(TagContext tag) => new InterruptNode(Interrupt.Continue) { Offset = tag.Offset };
}
