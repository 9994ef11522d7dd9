using Rendering.Scriban.Functions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>A call of what a variable, member or item holds.</summary>
internal sealed class CallExpression : Expression
{
    private readonly Expression _path;
    private readonly Expression[] _values;
    private readonly Expression[] _named;
    private readonly string[] _names;
    private readonly bool _expands;
    private readonly bool _isPipe;
    private readonly int _offset;
    private readonly string _text;

    public CallExpression(Expression path, Arguments arguments, int offset, string text) : base([path, .. arguments.Values, .. arguments.Named])
    {
        _path = path is NestedExpression nested && nested.Inner is CallIfFunction inner ? inner.Path : path;
        _values = [.. arguments.Values];
        _named = [.. arguments.Named];
        _names = [.. arguments.Names];
        _expands = Array.Exists(_values, static value => value is ExpandExpression);
        _isPipe = arguments.IsPipe;
        _offset = offset;
        _text = text;
    }

    public Expression Path => _path;

    public IReadOnlyList<Expression> Values => _values;

    public bool HasNames => _names.Length > 0;

    public override Value Evaluate(RenderFrame frame)
    {
        var target = _path.Evaluate(frame);
        if (frame.Pending is not null) return default;
        if (target.AsObject is not FunctionValue function) return NoFunction(frame, target);
        var named = new Value[_named.Length];
        var values = new Value[_values.Length];
        for (var i = 0; i < values.Length; i++) values[i] = _values[i].Evaluate(frame);
        for (var i = 0; i < named.Length; i++) named[i] = _named[i].Evaluate(frame);
        if (frame.Pending is not null) return default;
        return function.Call(frame, _expands ? Expand(frame, values) : values, _names, named, _offset);
    }

    private Value[] Expand(RenderFrame frame, Value[] values)
    {
        List<Value> all = [];
        for (var i = 0; i < values.Length; i++)
            if (_values[i] is ExpandExpression && Items.Of(values[i], frame.Limits.LoopLength) is { } items) all.AddRange(items.Items);
            else all.Add(values[i]);
        frame.MadeItems(all.Count);
        return [.. all];
    }

    private Value NoFunction(RenderFrame frame, in Value target)
    {
        if (!_isPipe && _values.Length + _named.Length == 0) return target;
        if (_isPipe) Errors.Throw(frame, _offset, $"Pipe expression destination `{_text}` is not a valid function ");
        Errors.Throw(frame, _offset, target.IsNil ? $"The function `{_text.Split(' ', '(')[0]}` was not found" : $"Invalid target function `{_text.Split(' ', '(')[0]}` ({Errors.TypeOf(target)})");
        return default;
    }
}
