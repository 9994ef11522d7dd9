using Rendering.Scriban.Expressions;
using Rendering.Scriban.Functions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary><c>wrap f 1 2 ... end</c>: calls a function with a block, which it renders with <c>$$</c>.</summary>
internal static class WrapStatement
{
    public static Node Parse(ScribanParser parser, Token word)
    {
        var start = parser.Current.Start;
        var path = parser.Path();
        if (path is not (VariableExpression or ScopedVariable or ScribanMember))
            throw parser.Error($"Expecting a direct function instead of the expression `{parser.Text(start, parser.Current.Start).TrimEnd()}`", start);
        parser.TryArguments(path, out var arguments);
        parser.EndLine(start);
        return new WrapNode(path, arguments, parser.Body(word), start, parser.Engine.Language) { Offset = word.Start };
    }
}

/// <summary>The block of a <c>wrap</c>, and where its variables are.</summary>
internal sealed class WrappedBlock(Block body, ParsedTemplate template, Binding binding)
{
    internal readonly Block Body = body;
    internal readonly ParsedTemplate Template = template;
    internal readonly Binding Binding = binding;
}

internal sealed class WrapNode(Expression path, Arguments arguments, Block body, int offset, Language language) : Node
{
    private readonly Expression[] _values = [.. arguments.Values];
    private readonly Expression[] _named = [.. arguments.Named];
    private readonly string[] _names = [.. arguments.Names];

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var target = path.Evaluate(frame);
        var values = new Value[_values.Length];
        var named = new Value[_named.Length];
        for (var i = 0; i < values.Length; i++) values[i] = _values[i].Evaluate(frame);
        for (var i = 0; i < named.Length; i++) named[i] = _named[i].Evaluate(frame);
        if (frame.Pending is not null) return Again(frame, mark);
        if (target.AsObject is not TemplateFunction function)
        {
            Errors.Throw(frame, offset, $"Expecting a direct function instead of the expression, which is {Errors.TypeOf(target)}");
            return null;
        }
        var result = function.Call(frame, values, _names, named, offset, new WrappedBlock(body, frame.Template, frame.Binding));
        if (frame.Pending is not null) return Again(frame, mark);
        language.Formatter.Write(result, frame.Output, frame.Escape);
        return null;
    }
}

/// <summary><c>$$</c>: renders the block that the function was wrapped around.</summary>
internal sealed class BlockCall(VariableExpression block) : Expression
{
    public override Value Evaluate(RenderFrame frame)
    {
        if (frame.Pending is not null || block.Evaluate(frame).AsObject is not WrappedBlock wrapped) return default;
        if (frame.TryReplay(out var known)) return known;
        frame.Enter();
        var call = frame.BeginCall();
        var before = frame.Share(wrapped.Template, wrapped.Binding);
        var failed = true;
        Task? waiting = null;
        try
        {
            waiting = wrapped.Body.Render(frame);
            failed = false;
        }
        finally
        {
            if (waiting is null) Leave(frame, before);
            if (failed) frame.FailCall(call);
        }
        if (waiting is null) return frame.EndCall(call, default);
        frame.WaitForCall(Finish(frame, call, before, waiting));
        return default;
    }

    private static async Task Finish(RenderFrame frame, int call, (ParsedTemplate, Binding) before, Task waiting)
    {
        var failed = true;
        try
        {
            await waiting.ConfigureAwait(false);
            failed = false;
        }
        finally
        {
            Leave(frame, before);
            if (failed) frame.FailCall(call);
        }
        frame.EndCall(call, default);
    }

    private static void Leave(RenderFrame frame, (ParsedTemplate, Binding) before)
    {
        frame.Unshare(before);
        frame.Leave();
    }
}
