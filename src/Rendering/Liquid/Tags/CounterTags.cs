using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>
/// <c>{% increment name %}</c> prints 0, 1, 2 ...; <c>{% decrement name %}</c> -1, -2 .... They share their counters, which are not
/// variables: an assignment hides them from outputs but does not touch them.
/// </summary>
internal static class CounterTags
{
    public static Node Increment(TagContext tag) => new CounterNode(Name(tag), up: true) { Offset = tag.Offset };

    public static Node Decrement(TagContext tag) => new CounterNode(Name(tag), up: false) { Offset = tag.Offset };

    private static string Name(TagContext tag) => !tag.Parser.IsStrict2 ? tag.Markup.Trim() : tag.Parse(static p =>
    {
        var name = p.Consume(MarkupKind.Id);
        p.End();
        return name;
    }, _ => tag.Markup.Trim());
}

internal sealed class CounterNode(string name, bool up) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        var counters = frame.Registers.Counters;
        if (!counters.TryGetValue(name, out var count))
        {
            var site = MemberSite.None;
            var start = frame.ReadModel(name, ref site, strict: false);
            if (frame.Pending is not null) return Again(frame, frame.Output.Length);
            if (start.IsInt) count = start.AsInt;
        }
        if (!up) count--;
        frame.Output.Write(count);
        counters[name] = up ? count + 1 : count;
        return null;
    }
}
