using Rendering.Scriban.Expressions;
using Rendering.Scriban.Statements;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <param name="Name">The parameter.</param>
/// <param name="Slot">Its variable.</param>
/// <param name="IsOptional">It may be left out; the body then begins by giving it its default.</param>
/// <param name="TakesRest">It is the list of all arguments from here on.</param>
internal sealed record Parameter(string Name, int Slot, bool IsOptional, bool TakesRest);

/// <summary>What a function is in its template.</summary>
/// <param name="Name">The name; null for one without.</param>
/// <param name="Parameters">Its parameters; null where it takes any arguments.</param>
/// <param name="Body">Its statements.</param>
/// <param name="Slots">All variables that a call has for itself: the parameters' and the local ones.</param>
/// <param name="All">The slot of <c>$</c>, or -1.</param>
/// <param name="Block">The slot of <c>$$</c>, or -1.</param>
/// <param name="Self">The slot of its own name where that is local, or -1.</param>
internal sealed record FunctionBody(string? Name, Parameter[]? Parameters, Block Body, int[] Slots, int All, int Block, int Self);

/// <summary>A function that a template has made. Its variables are the page's; those of its own are put back when it ends.</summary>
internal sealed class TemplateFunction(FunctionBody body, ParsedTemplate template) : FunctionValue
{
    internal override Value Call(RenderFrame frame, Value[] values, string[] names, Value[] named, int offset = -1) => Call(frame, values, names, named, offset, null);

    internal Value Call(RenderFrame frame, Value[] values, string[] names, Value[] named, int offset, WrappedBlock? block)
    {
        if (frame.Pending is not null) return default;
        if (frame.TryReplay(out var known)) return known;
        Enter(frame, offset);
        var call = frame.BeginCall();
        // Bound anew, since a function may have been handed to another page's or partial's variables.
        var before = frame.Share(template, template == frame.Template ? frame.Binding : frame.Binding.Layout.Bind(template, []));
        var old = Save(frame);
        var ends = Ends.Failed;
        // Not caught and thrown again: each call around this one would add to the stack on the way out.
        try
        {
            SetArguments(frame, values, names, named, offset, before);
            if (body.Self >= 0) frame.Slots[frame.Read[body.Self]] = Value.FromReference(this);
            if (body.Block >= 0) frame.Slots[frame.Read[body.Block]] = Value.FromReference(block);
            var waiting = body.Body.Render(frame);
            ends = waiting is null ? Ends.Now : Ends.Later;
            if (waiting is not null) frame.WaitForCall(Finish(frame, call, before, old, waiting));
        }
        finally
        {
            if (ends != Ends.Later) Leave(frame, before, old);
            if (ends == Ends.Failed) frame.FailCall(call);
        }
        return ends == Ends.Now ? frame.EndCall(call, Result(frame)) : default;
    }

    private enum Ends : byte
    {
        Failed,
        Now,
        Later,
    }

    private async Task Finish(RenderFrame frame, int call, (ParsedTemplate, Binding) before, Value[] old, Task waiting)
    {
        var failed = true;
        try
        {
            await waiting.ConfigureAwait(false);
            failed = false;
        }
        finally
        {
            Leave(frame, before, old);
            if (failed) frame.FailCall(call);
        }
        frame.EndCall(call, Result(frame));
    }

    private static Value Result(RenderFrame frame)
    {
        if (frame.Interrupt != Interrupt.Return) return default;
        frame.Interrupt = Interrupt.None;
        var result = frame.Returned;
        frame.Returned = default;
        return result;
    }

    private static void Enter(RenderFrame frame, int offset)
    {
        frame.Spend(1);
        try
        {
            frame.Enter();
        }
        catch (NestingException error)
        {
            if (offset >= 0) error.Location ??= frame.Template.Locate(offset);
            throw;
        }
    }

    private Value[] Save(RenderFrame frame)
    {
        var slots = body.Slots;
        if (slots.Length == 0) return [];
        var old = new Value[slots.Length];
        for (var i = 0; i < old.Length; i++)
        {
            ref var place = ref frame.Slots[frame.Read[slots[i]]];
            old[i] = place;
            place = Value.Unset;
        }
        return old;
    }

    private void Leave(RenderFrame frame, (ParsedTemplate, Binding) before, Value[] old)
    {
        for (var i = 0; i < old.Length; i++) frame.Slots[frame.Read[body.Slots[i]]] = old[i];
        frame.Unshare(before);
        frame.Leave();
    }

    private void SetArguments(RenderFrame frame, Value[] values, string[] names, Value[] named, int offset, (ParsedTemplate Template, Binding) before)
    {
        if (body.All >= 0)
        {
            var all = new ValueArray(values) { Section = frame.Section };
            for (var i = 0; i < names.Length; i++) (all.Members ??= frame.NewHash())[names[i]] = named[i];
            frame.Slots[frame.Read[body.All]] = Value.FromArray(all);
        }
        if (body.Parameters is not { } parameters) return;
        foreach (var name in names)
            if (!Array.Exists(parameters, parameter => parameter.Name == name))
                throw Refused($"The argument `{name}` does not exist for `{body.Name ?? "function"}`{Spelling.Suggest(name, parameters.Select(static p => p.Name))}", offset, before.Template);
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            var byName = Array.IndexOf(names, parameter.Name);
            var value = byName >= 0 ? named[byName]
                : parameter.TakesRest ? frame.NewArray(values.Length > i ? values[i..] : [])
                : i < values.Length ? values[i]
                : parameter.IsOptional ? Value.Unset
                : throw WrongCount(parameters, values.Length, offset, before.Template);
            frame.Slots[frame.Read[parameter.Slot]] = value;
        }
        if (values.Length > parameters.Length && !(parameters.Length > 0 && parameters[^1].TakesRest)) throw WrongCount(parameters, values.Length, offset, before.Template);
    }

    private TemplateRenderException WrongCount(Parameter[] parameters, int count, int offset, ParsedTemplate caller) =>
        Refused($"Invalid number of arguments `{count}` passed to `{body.Name ?? "function"}` while expecting `{parameters.Length}` arguments", offset, caller);

    private static TemplateRenderException Refused(string problem, int offset, ParsedTemplate caller) =>
        new(problem) { Location = offset >= 0 ? caller.Locate(offset) : null };
}
