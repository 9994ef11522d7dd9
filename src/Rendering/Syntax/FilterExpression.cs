using System.Runtime.CompilerServices;
using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>A call of a filter. Arguments are evaluated into a buffer on the stack.</summary>
internal sealed class FilterExpression : Expression
{
    private readonly Expression _input;
    private readonly Expression[] _arguments;
    private readonly Expression[] _named;
    private readonly string[] _names;
    private readonly FilterFunction _invoke;
    private readonly FilterWriter? _write;

    public FilterExpression(Expression input, FilterDefinition filter, Expression[] arguments, string[] names, Expression[] named)
        : base([input, .. arguments, .. named])
    {
        _input = input;
        _arguments = arguments;
        _names = names;
        _named = named;
        var bound = named.Length == 0 && filter.Bind is { } bind && Constants(arguments) is { } constants ? bind(constants) : null;
        // A bound filter holds its arguments.
        if (bound is not null) _arguments = [];
        _invoke = bound?.Invoke ?? filter.Invoke;
        _write = bound is { } b ? b.Write : filter.Write;
    }

    public override Value Evaluate(RenderFrame frame)
    {
        if (_arguments.Length + _named.Length == 0)
        {
            var only = _input.Evaluate(frame);
            return frame.Pending is null ? Charged(frame, only, _invoke(frame, only, default)) : default;
        }
        var buffer = new Buffer();
        var input = _input.Evaluate(frame);
        var values = Evaluate(frame, ref buffer);
        return frame.Pending is null
            ? Charged(frame, input, _invoke(frame, input, new FilterArguments(values[.._arguments.Length], values[_arguments.Length..], _names)))
            : default;
    }

    public override void Write(RenderFrame frame, ValueFormatter formatter)
    {
        if (_write is null)
        {
            base.Write(frame, formatter);
            return;
        }
        if (_arguments.Length + _named.Length == 0)
        {
            var only = _input.Evaluate(frame);
            if (frame.Pending is not null) return;
            Charge(frame, only);
            _write(frame, only, default, frame.Output, frame.Escape);
            return;
        }
        var buffer = new Buffer();
        var input = _input.Evaluate(frame);
        var values = Evaluate(frame, ref buffer);
        if (frame.Pending is not null) return;
        Charge(frame, input);
        _write(frame, input, new FilterArguments(values[.._arguments.Length], values[_arguments.Length..], _names), frame.Output, frame.Escape);
    }

    // Going over a text takes time by its length, whichever filter does it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Charge(RenderFrame frame, in Value input)
    {
        if (input.AsString is { Length: >= 1 << RenderFrame.CharactersAStep } text) frame.Spend(text.Length >> RenderFrame.CharactersAStep);
    }

    /// <summary>
    /// The result of a filter or function, counted: each text and list is bounded, but a template may make and keep any number of them.
    /// </summary>
    public static Value Charged(RenderFrame frame, in Value input, in Value result)
    {
        Charge(frame, input);
        if (result.AsString is { } text)
        {
            if (!ReferenceEquals(text, input.AsString)) frame.MadeText(text.Length);
        }
        else if (result.IsReference)
        {
            if (result.AsObject is ValueArray list) frame.Made((long)list.Count * Unsafe.SizeOf<Value>());
            // An item of a list may be lazy itself.
            else return frame.Resolve(result);
        }
        return result;
    }

    private ReadOnlySpan<Value> Evaluate(RenderFrame frame, ref Buffer buffer)
    {
        var count = _arguments.Length + _named.Length;
        if (count == 0) return default;
        var values = count <= Buffer.Size ? MemoryOf(ref buffer)[..count] : new Value[count];
        for (var i = 0; i < _arguments.Length; i++) values[i] = _arguments[i].Evaluate(frame);
        for (var i = 0; i < _named.Length; i++) values[_arguments.Length + i] = _named[i].Evaluate(frame);
        return values;
    }

    private static Span<Value> MemoryOf(ref Buffer buffer) => buffer;

    private static Value[]? Constants(Expression[] arguments)
    {
        var values = new Value[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            if (!arguments[i].TryGetConstant(out values[i])) return null;
        return values;
    }

    [InlineArray(Size)]
    private struct Buffer
    {
        public const int Size = 4;
        private Value _first;
    }
}
