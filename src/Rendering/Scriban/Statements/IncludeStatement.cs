using Rendering.Engines;
using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary>
/// <c>include "box" 1 2</c>, a function: as a statement it prints, in an expression it is the text. The template shares the page's
/// variables, in any of the built-in languages; its arguments are <c>$1</c>, <c>$2</c> and <c>$.name</c> in it. Cached it is by
/// <c>cache_key: p.id</c>, <c>cache_expire: 60</c>, <c>cache_type</c>, <c>cache_region</c> and <c>cache_tags</c>.
/// </summary>
internal static class IncludeStatement
{
    public static IncludeExpression Make(ScribanParser parser, IncludeReference include, Arguments arguments)
    {
        if (arguments.Values.Count == 0) throw parser.Error("Expecting at least the name of the template to include for the <include> function", include.Offset);
        if (arguments.Values[0].TryGetConstant(out var name) && name.AsString is { } text) parser.Reference(text, include.Offset);
        parser.Paths.Include(arguments.Values[0]);
        return new IncludeExpression(new IncludeNode(arguments, parser.Slots.Visible) { Offset = include.Offset });
    }
}

internal sealed class IncludeNode : Node
{
    private static readonly string[] Parameters = ["$"];

    private readonly IReadOnlyList<(string Name, int Slot)> _visible;
    private readonly Expression[] _values;
    private readonly Expression[] _named;
    private readonly string[] _names;
    private readonly CacheArguments _cache;

    public IncludeNode(Arguments arguments, IReadOnlyList<(string Name, int Slot)> visible)
    {
        _visible = visible;
        _values = [.. arguments.Values];
        var caching = new PartialCaching();
        List<string> names = [];
        List<Expression> named = [];
        for (var i = 0; i < arguments.Names.Count; i++)
            if (!caching.TryRead(arguments.Names[i], arguments.Named[i]))
            {
                names.Add(arguments.Names[i]);
                named.Add(arguments.Named[i]);
            }
        (_names, _named, _cache) = ([.. names], [.. named], caching.Arguments);
    }

    public int ValueCount => _values.Length;

    public int NamedCount => _names.Length;

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var values = new Value[_values.Length];
        var named = new Value[_named.Length];
        var callee = Prepare(frame, values, named, out var given);
        return frame.Pending is not null ? Again(frame, mark) : Run(frame, callee!, values, named, given);
    }

    /// <summary>Evaluates the arguments and finds the template; where something is pending, there is none yet.</summary>
    public ICompiledTemplate? Prepare(RenderFrame frame, Value[] values, Value[] named, out GivenCaching? given)
    {
        given = GivenCaching.Of(_cache, frame);
        for (var i = 0; i < values.Length; i++) values[i] = _values[i].Evaluate(frame);
        for (var i = 0; i < named.Length; i++) named[i] = _named[i].Evaluate(frame);
        if (frame.Pending is not null) return null;
        if (values[0].AsString is not { Length: > 0 } name)
        {
            Errors.Throw(frame, Offset, $"Include template name cannot be {(values[0].IsNil ? "null" : "empty, nor anything but text")}");
            return null;
        }
        return frame.Load(name, Offset);
    }

    public Task? Run(RenderFrame frame, ICompiledTemplate callee, Value[] values, Value[] named, GivenCaching? given)
    {
        var all = new ValueArray(values) { Section = frame.Section };
        for (var i = 0; i < _names.Length; i++) (all.Members ??= frame.NewHash())[_names[i]] = named[i];
        if (callee is not ParsedTemplate parsed) return RenderForeign(frame, callee, values[0].AsString!, named);
        var link = frame.Binding.Link(this, parsed, _visible, Parameters);
        frame.Enter();
        var before = frame.Share(parsed, link.Binding);
        var place = link.Parameters[0];
        // A template that includes itself uses the same place once more.
        var old = frame.Slots[place];
        frame.Slots[place] = Value.FromArray(all);
        Task? waiting = null;
        try
        {
            frame.Given = given;
            waiting = (given is null ? parsed.Partial : parsed.Section).Render(frame);
        }
        finally
        {
            if (waiting is null) Leave(frame, before, place, old);
        }
        return waiting is null ? null : Finish(frame, before, place, old, waiting);
    }

    private static async Task Finish(RenderFrame frame, (ParsedTemplate, Binding) before, int place, Value old, Task waiting)
    {
        try
        {
            await waiting.ConfigureAwait(false);
        }
        finally
        {
            Leave(frame, before, place, old);
        }
    }

    private static void Leave(RenderFrame frame, (ParsedTemplate, Binding) before, int place, in Value old)
    {
        frame.Slots[place] = old;
        frame.Unshare(before);
        frame.Leave();
    }

    // A template of a foreign language sees variables by name, and the named arguments on top of them.
    private Task RenderForeign(RenderFrame frame, ICompiledTemplate callee, string name, Value[] named)
    {
        var model = frame.VisibleVariables(_visible);
        for (var i = 0; i < _names.Length; i++) model[_names[i]] = named[i].ToObject();
        return frame.RenderForeignAsync(callee, name, model);
    }
}

/// <summary>An include as a value: the text that it prints, which is markup where output is escaped.</summary>
internal sealed class IncludeExpression(IncludeNode include) : Expression
{
    private readonly int _values = include.ValueCount;
    private readonly int _named = include.NamedCount;

    public IncludeNode Statement => include;

    public override Value Evaluate(RenderFrame frame)
    {
        if (frame.Pending is not null) return default;
        var (values, named) = (new Value[_values], new Value[_named]);
        var callee = include.Prepare(frame, values, named, out var given);
        if (frame.Pending is not null) return default;
        // After the arguments, whose own calls came before this one.
        if (frame.TryReplay(out var known)) return known;
        var call = frame.BeginCall();
        var mark = frame.Output.Length;
        var failed = true;
        Task? waiting;
        try
        {
            waiting = include.Run(frame, callee!, values, named, given);
            failed = false;
        }
        finally
        {
            if (failed) frame.FailCall(call);
        }
        if (waiting is null && !frame.Output.HasHolesSince(mark)) return frame.EndCall(call, frame.TakeText(mark));
        frame.WaitForCall(Finish(frame, call, mark, waiting));
        return default;
    }

    private static async Task Finish(RenderFrame frame, int call, int mark, Task? waiting)
    {
        var failed = true;
        try
        {
            if (waiting is not null) await waiting.ConfigureAwait(false);
            await FrameRenderer.FillTextAsync(frame.Context, frame.Output, mark).ConfigureAwait(false);
            failed = false;
        }
        finally
        {
            if (failed) frame.FailCall(call);
        }
        frame.EndCall(call, frame.TakeText(mark));
    }
}
