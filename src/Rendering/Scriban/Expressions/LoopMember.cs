using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>Whether anything in a template reads its loops; a loop that nobody reads keeps no count.</summary>
internal sealed class LoopUse
{
    public bool IsRead { get; set; }
}

/// <summary>A loop with what it goes through, since <c>for.changed</c> compares an item with the one before.</summary>
internal sealed class ScribanLoop(string name, in LoopRange items, ForLoop? parent) : ForLoop(name, items.Count, parent)
{
    private readonly LoopRange _items = items;

    internal Value At(RenderFrame frame, int index) => frame.Resolve(_items.At(index));
}

/// <summary>Reads a member of a loop.</summary>
internal delegate Value LoopReader(RenderFrame frame, ForLoop loop);

/// <summary><c>for.index</c> and the like: what the innermost loop tells of itself.</summary>
internal sealed class LoopMember(int slot, LoopReader read, string text, int offset) : Expression
{
    private static readonly Dictionary<string, (bool NeedsEnd, LoopReader Read)> Known = new(StringComparer.Ordinal)
    {
        ["index"] = (false, static (_, loop) => Value.FromInt(loop.Index0)),
        ["rindex"] = (true, static (_, loop) => Value.FromInt(loop.Rindex0)),
        ["first"] = (false, static (_, loop) => Value.FromBool(loop.First)),
        ["last"] = (true, static (_, loop) => Value.FromBool(loop.Last)),
        ["changed"] = (true, Changed),
        ["even"] = (false, static (_, loop) => Value.FromBool((loop.Index0 & 1) == 0)),
        ["odd"] = (false, static (_, loop) => Value.FromBool((loop.Index0 & 1) != 0)),
        ["length"] = (true, static (_, loop) => Value.FromInt(loop.Length)),
    };

    public override Value Evaluate(RenderFrame frame)
    {
        if (frame.Slots[frame.Read[slot]].AsObject is ForLoop loop) return read(frame, loop);
        if (frame.Pending is not null) return default;
        if (frame.Slots[frame.Read[slot]].AsObject is NoPlace) throw NoPlace.Error;
        Errors.Throw(frame, offset, $"Cannot get the member {text} for a null object.");
        return default;
    }

    private static Value Changed(RenderFrame frame, ForLoop loop)
    {
        if (loop.First || loop is not ScribanLoop items) return Value.True;
        return Value.FromBool(!Comparison.AreEqual(frame, items.At(frame, loop.Index0 - 1), items.At(frame, loop.Index0)));
    }

    public static LoopMember Parse(ScribanParser parser, Token loop, Token member)
    {
        var text = $"{loop.Text}.{member.Text}";
        if (!Known.TryGetValue(member.Text, out var known)) throw parser.Error($"The loop variable <{text}> is not supported", loop.Start);
        if (known.NeedsEnd && loop.Text == "while") throw parser.Error($"The loop variable <{text}> is invalid", loop.Start);
        parser.LoopUse.IsRead = true;
        return new LoopMember(parser.LoopSlot(loop), known.Read, text, member.Start);
    }
}
