using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Expressions;

/// <summary><c>self</c>: the variables in sight as an object, unless a variable has that name.</summary>
internal sealed class SelfExpression(VariableExpression variable, IReadOnlyList<(string Name, int Slot)> visible) : Expression
{
    public override Value Evaluate(RenderFrame frame)
    {
        var own = variable.Peek(frame);
        return own.IsNil && frame.Pending is null ? Value.FromReference(new SelfScope(frame, frame.ShareSight(), visible)) : own;
    }
}

/// <summary>What <c>self</c> stands for; it goes on seeing its own scope when it is handed to a partial.</summary>
internal sealed class SelfScope(RenderFrame frame, RenderFrame.View view, IReadOnlyList<(string Name, int Slot)> visible) : IMemberSource
{
    private readonly RenderFrame.View _view = view;

    public bool TryGetMember(in Value name, out Value value)
    {
        value = frame.ReadByName(name, visible, _view);
        return true;
    }

    public override bool Equals(object? obj) => obj is SelfScope other && ReferenceEquals(other._view.Store, _view.Store);

    public override int GetHashCode() => _view.Store.GetHashCode();

    public override string ToString() => "Liquid::SelfDrop";
}
