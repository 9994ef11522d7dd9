using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% echo value | filter %}</c>: an output, for use inside <c>{% liquid %}</c>.</summary>
internal static class EchoTag
{
    public static Node Parse(TagContext tag) =>
        new OutputNode([], tag.Parser.Variable(tag.Markup, $"{{{{{tag.Markup}}}}}"), LiquidFormatter.Instance) { Offset = tag.Offset };
}
