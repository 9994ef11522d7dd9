using Rendering.Engines;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Tags;

/// <summary>A partial that sees only what it is given.</summary>
internal sealed class RenderNode(PartialTag.Header header, string template, CacheArguments cache) : CachedPartial(cache)
{
    private readonly Expression[] _values = [.. header.Arguments.Values];
    private readonly string[] _names = [.. header.Arguments.Names];
    private readonly string _parameter = header.Alias ?? LastPart(template);

    // Where the callee keeps its parameters; made once a callee, and made again when the callee was parsed anew.
    private Linked? _link;

    private sealed record Linked(ParsedTemplate Callee, int[] Places, int Parameter, int Loop);

    protected override string TemplateOf(RenderFrame frame) => template;

    protected override Task? RenderBody(RenderFrame frame)
    {
        var callee = frame.Load(template);
        var subject = header.Subject?.Evaluate(frame) ?? default;
        if (frame.Pending is not null) return AgainBody(frame);
        if (!header.ForEach || subject.Kind is not (ValueKind.Array or ValueKind.Hash or ValueKind.Range)) return RenderOne(frame, callee!, subject, null);
        var items = Slices.Of(subject, 0, long.MaxValue, false, frame.Limits.LoopLength);
        return RenderEach(frame, callee!, items, 0, new ForLoop(template, items.Count, null));
    }

    private Task? RenderEach(RenderFrame frame, ICompiledTemplate callee, LoopRange items, int index, ForLoop loop)
    {
        for (; index < items.Count; index++)
        {
            loop.Index0 = index;
            frame.Spend(1);
            if (RenderOne(frame, callee, items.At(index), loop) is { } waiting) return Resume(frame, callee, items, index, loop, waiting);
        }
        return null;
    }

    private async Task Resume(RenderFrame frame, ICompiledTemplate callee, LoopRange items, int index, ForLoop loop, Task waiting)
    {
        await waiting.ConfigureAwait(false);
        if (RenderEach(frame, callee, items, index + 1, loop) is { } rest) await rest.ConfigureAwait(false);
    }

    private Task? RenderOne(RenderFrame frame, ICompiledTemplate callee, in Value subject, ForLoop? loop)
    {
        if (callee is not ParsedTemplate parsed) return RenderForeign(frame, callee, subject, loop);
        var (_, places, parameter, loopPlace) = LinkTo(parsed);
        var store = frame.NewStore(parsed.Layout.Count);
        var slots = store.Slots;
        if (loop is not null) slots[loopPlace] = Value.FromReference(loop);
        for (var i = 0; i < places.Length; i++) slots[places[i]] = _values[i].Evaluate(frame);
        if (frame.Resolve(subject) is { IsNil: false } given) slots[parameter] = given;
        var givenCaching = GivenTo(parsed, frame, withKey: loop is null);
        if (frame.Pending is not null) return AgainOne(frame, callee, subject, loop);

        frame.Enter();
        var saved = frame.Isolate(parsed, store);
        var disabled = frame.IncludeDisabled;
        frame.IncludeDisabled = true;
        Task? waiting = null;
        // Not caught and thrown again: each level of partials would add to the stack on the way out.
        try
        {
            frame.Given = givenCaching;
            waiting = parsed.Partial.Render(frame);
        }
        finally
        {
            if (waiting is null) Leave(frame, saved, disabled);
        }
        return waiting is null ? null : Finish(frame, saved, disabled, waiting);
    }

    private async Task AgainOne(RenderFrame frame, ICompiledTemplate callee, Value subject, ForLoop? loop)
    {
        await frame.TakePending().ConfigureAwait(false);
        if (RenderOne(frame, callee, subject, loop) is { } rest) await rest.ConfigureAwait(false);
    }

    private static async Task Finish(RenderFrame frame, RenderFrame.Saved saved, bool disabled, Task waiting)
    {
        try
        {
            await waiting.ConfigureAwait(false);
        }
        finally
        {
            Leave(frame, saved, disabled);
        }
    }

    // A break inside the partial ends the partial, not the loop around it.
    private static void Leave(RenderFrame frame, in RenderFrame.Saved saved, bool disabled)
    {
        frame.Restore(saved);
        frame.IncludeDisabled = disabled;
        if (frame.Interrupt != Interrupt.Stop) frame.Interrupt = Interrupt.None;
        frame.Leave();
    }

    private Linked LinkTo(ParsedTemplate callee)
    {
        if (_link is { } known && known.Callee == callee) return known;
        var layout = callee.Layout;
        return _link = new Linked(callee, Array.ConvertAll(_names, layout.SlotOf), layout.SlotOf(_parameter), layout.SlotOf("forloop"));
    }

    private Task RenderForeign(RenderFrame frame, ICompiledTemplate callee, in Value subject, ForLoop? loop)
    {
        var model = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < _names.Length; i++) model[_names[i]] = _values[i].Evaluate(frame).ToObject();
        if (frame.Resolve(subject) is { IsNil: false } given) model[_parameter] = given.ToObject();
        return frame.Pending is null ? frame.RenderForeignAsync(callee, template, model) : AgainOne(frame, callee, subject, loop);
    }
}
