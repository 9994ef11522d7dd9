using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>
/// <c>request</c>, unless a variable or the model has that name: <c>request.query.page</c>, <c>request.headers["accept"]</c>,
/// <c>request.cookies.theme</c>, <c>request.route.id</c>, <c>request.user</c>, <c>request.culture</c>, <c>request.render</c>, and the host's own values.
/// </summary>
internal sealed class RequestExpression(Expression variable, int offset) : Expression
{
    public const string Name = "request";

    public int Offset => offset;

    public Expression Variable => variable;

    public override Value Evaluate(RenderFrame frame)
    {
        var own = variable.Peek(frame);
        return own.IsNil && frame.Pending is null ? Value.FromReference(new RequestObject(frame, offset)) : own;
    }

    /// <summary>
    /// The expression of a member; where it names one value of the request, it is read without objects on the way, and known at parse.
    /// </summary>
    public static Expression Member(MemberExpression member) => member.Target switch
    {
        RequestExpression request when member.Name == RequestWords.User => new RequestValueExpression(request, member, new(RequestValueKind.User)),
        RequestExpression request when member.Name == RequestWords.Culture => new RequestValueExpression(request, member, new(RequestValueKind.Culture)),
        MemberExpression { Target: RequestExpression request } group when RequestWords.TryMember(group.Name, out var kind) => new RequestValueExpression(request, member, new(kind, member.Name)),
        _ => member,
    };

    /// <summary>As <see cref="Member(MemberExpression)"/>, of <c>request.headers["accept-language"]</c>.</summary>
    public static Expression Item(Expression target, string name, Expression item) =>
        target is MemberExpression { Target: RequestExpression request } group && RequestWords.TryMember(group.Name, out var kind)
            ? new RequestValueExpression(request, item, new(kind, name))
            : item;
}

/// <summary>One value of the request, known at parse. <paramref name="other"/> is the same where <c>request</c> is something else.</summary>
internal sealed class RequestValueExpression(RequestExpression request, Expression other, RequestValue value) : Expression(other)
{
    public RequestValue Value => value;

    public Expression Other => other;

    /// <summary>Whether a variable or the model has the name of the request here.</summary>
    public bool IsHidden(RenderFrame frame) => !request.Variable.Peek(frame).IsNil;

    public override Value Evaluate(RenderFrame frame)
    {
        var own = request.Variable.Peek(frame);
        if (frame.Pending is not null) return default;
        return own.IsNil ? frame.ReadRequest(value, request.Offset) : other.Evaluate(frame);
    }
}

/// <summary>The request as an object, for names that are known only at run time.</summary>
internal sealed class RequestObject(RenderFrame frame, int offset) : IMemberSource
{
    public bool TryGetMember(in Value name, out Value value)
    {
        value = default;
        if (name.AsString is not { } text) return false;
        if (RequestWords.TryMember(text, out var kind)) value = Value.FromReference(new Group(frame, offset, kind));
        else if (text is RequestWords.User or RequestWords.Culture) value = frame.ReadRequest(RequestWords.Parse(text), offset);
        else if (text == RequestWords.Render) value = frame.ReadServed(offset);
        else if (frame.Context.RequestView.Options.Vary.TryGet(text, out _)) value = frame.ReadRequest(new(RequestValueKind.Custom, text), offset);
        else return false;
        return true;
    }

    public override string ToString() => "";

    private sealed class Group(RenderFrame frame, int offset, RequestValueKind kind) : IMemberSource
    {
        public bool TryGetMember(in Value name, out Value value)
        {
            value = name.AsString is { } text ? frame.ReadRequest(new(kind, text), offset) : default;
            return !value.IsNil;
        }

        public override string ToString() => "";
    }
}
