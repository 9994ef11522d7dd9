using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary><c>++a</c>, <c>a++</c>, <c>--a</c>, <c>a--</c>. It assigns inside an expression, so it is remembered as a call is.</summary>
internal sealed class IncrementExpression(AssignTarget target, Expression path, int by, bool isPrefix, int offset) : Expression
{
    public override Value Evaluate(RenderFrame frame)
    {
        if (frame.Pending is not null) return default;
        var old = path.Evaluate(frame);
        var (owner, key) = target.Find(frame);
        if (frame.Pending is not null) return default;
        if (frame.TryReplay(out var known)) return known;
        if (!old.IsNumber) Errors.Throw(frame, offset, $"The operator `{(by > 0 ? "++" : "--")}` is for numbers, not for {Errors.TypeOf(old)}");
        var call = frame.BeginCall();
        var changed = Arithmetic.Add(frame, old, Value.FromInt(by))!.Value;
        target.Set(frame, owner, key, changed);
        return frame.EndCall(call, isPrefix ? changed : old);
    }
}
