using System.Runtime.CompilerServices;
using Rendering.Engines;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Tags;

/// <summary>A partial that shares the page's variables; its arguments are variables of its own on top of them.</summary>
internal sealed class IncludeNode : CachedPartial
{
    private readonly PartialTag.Header _header;
    private readonly IReadOnlyList<(string Name, int Slot)> _visible;
    private readonly Expression[] _values;
    private readonly string[] _names;

    // The arguments' names and the subject's; made anew only where the template's name changes from call to call.
    private Parameters _parameters = new("", []);

    private sealed record Parameters(string Subject, string[] All);

    public IncludeNode(PartialTag.Header header, IReadOnlyList<(string Name, int Slot)> visible, CacheArguments cache) : base(cache)
    {
        _header = header;
        _visible = visible;
        _values = [.. header.Arguments.Values];
        _names = [.. header.Arguments.Names];
    }

    protected override string TemplateOf(RenderFrame frame) => _header.Template.Evaluate(frame).AsString ?? base.TemplateOf(frame);

    protected override void Check(RenderFrame frame)
    {
        if (frame.IncludeDisabled) throw new TemplateRenderException("include usage is not allowed in this context");
    }

    protected override Task? RenderBody(RenderFrame frame)
    {
        var name = _header.Template.Evaluate(frame);
        if (frame.Pending is not null) return AgainBody(frame);
        if (name.AsString is not { } template) throw new TemplateRenderException("Argument error in tag 'include' - Illegal template name");
        var callee = frame.Load(template);
        var subject = _header.Subject is { } expression ? expression.Evaluate(frame) : frame.ReadByName(name, _visible);
        var arguments = new Arguments();
        Span<Value> values = _values.Length <= Arguments.Size ? arguments : new Value[_values.Length];
        for (var i = 0; i < _values.Length; i++) values[i] = _values[i].Evaluate(frame);
        var given = callee is ParsedTemplate known ? GivenTo(known, frame, withKey: subject.Kind != ValueKind.Array) : null;
        if (frame.Pending is not null) return AgainBody(frame);

        var parameter = _header.Alias ?? LastPart(template);
        if (callee is not ParsedTemplate parsed) return RenderForeign(frame, callee!, template, parameter, subject, values[.._values.Length]);

        var parameters = ParametersWith(parameter);
        var link = frame.Binding.Link(this, parsed, _visible, parameters);
        var places = link.Parameters;
        var subjectPlace = places[Array.IndexOf(parameters, parameter)];
        // Whatever the host's list throws, it throws here, where there is nothing to put back.
        var items = subject.Kind == ValueKind.Array ? Slices.Of(subject, 0, long.MaxValue, false, frame.Limits.LoopLength) : default;
        frame.Enter();
        var before = frame.Share(parsed, link.Binding);
        // A partial that includes itself uses the same places once more.
        var saved = new Arguments();
        Span<Value> old = places.Length <= Arguments.Size ? saved : new Value[places.Length];
        for (var i = 0; i < places.Length; i++) old[i] = frame.Slots[places[i]];
        for (var i = 0; i < _values.Length; i++) frame.Slots[places[i]] = values[i];

        var count = subject.Kind == ValueKind.Array ? items.Count : 1;
        var index = 0;
        Task? waiting = null;
        var failed = true;
        // Not caught and thrown again: each level of partials would add to the stack on the way out.
        try
        {
            for (; index < count && waiting is null && frame.Interrupt == Interrupt.None; index++)
            {
                var item = subject.Kind == ValueKind.Array ? frame.Resolve(items.At(index)) : subject;
                if (frame.Pending is not null)
                {
                    waiting = frame.TakePending();
                    break;
                }
                frame.Slots[subjectPlace] = item;
                frame.Given = given;
                waiting = parsed.Partial.Render(frame);
            }
            failed = false;
        }
        finally
        {
            if (failed) Leave(frame, before, places, old);
        }
        if (waiting is not null) return Finish(frame, parsed, given, before, places, old[..places.Length].ToArray(), subject.Kind == ValueKind.Array ? items : default, index, count, subjectPlace, waiting);
        Leave(frame, before, places, old);
        return null;
    }

    private string[] ParametersWith(string subject)
    {
        var (known, all) = _parameters;
        if (known == subject && all.Length > 0) return all;
        all = _names.Contains(subject) ? _names : [.. _names, subject];
        _parameters = new(subject, all);
        return all;
    }

    private static async Task Finish(RenderFrame frame, ParsedTemplate parsed, GivenCaching? given, (ParsedTemplate, Binding) before, int[] places, Value[] old,
        LoopRange items, int index, int count, int subjectPlace, Task waiting)
    {
        try
        {
            await waiting.ConfigureAwait(false);
            for (; index < count && frame.Interrupt == Interrupt.None; index++)
            {
                var item = frame.Resolve(items.At(index));
                while (frame.Pending is not null)
                {
                    await frame.TakePending().ConfigureAwait(false);
                    item = frame.Resolve(items.At(index));
                }
                frame.Slots[subjectPlace] = item;
                frame.Given = given;
                if (parsed.Partial.Render(frame) is { } next) await next.ConfigureAwait(false);
            }
        }
        finally
        {
            Leave(frame, before, places, old);
        }
    }

    private static void Leave(RenderFrame frame, (ParsedTemplate, Binding) before, int[] places, ReadOnlySpan<Value> old)
    {
        for (var i = 0; i < places.Length; i++) frame.Slots[places[i]] = old[i];
        frame.Unshare(before);
        frame.Leave();
    }

    private Task RenderForeign(RenderFrame frame, ICompiledTemplate callee, string template, string parameter, in Value subject, ReadOnlySpan<Value> values)
    {
        var model = frame.VisibleVariables(_visible);
        for (var i = 0; i < values.Length; i++) model[_names[i]] = values[i].ToObject();
        model[parameter] = subject.ToObject();
        return frame.RenderForeignAsync(callee, template, model);
    }

    [InlineArray(Size)]
    private struct Arguments
    {
        public const int Size = 6;
        private Value _first;
    }
}
