using System.Text;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Literal text, encoded at parse.</summary>
internal sealed class TextNode(string text, bool isRaw = false) : Node
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);

    public byte[] Utf8 => _utf8;

    public override bool IsBlank { get; } = !isRaw && string.IsNullOrWhiteSpace(text);

    public override Task? Render(RenderFrame frame)
    {
        frame.Output.Write(_utf8);
        return null;
    }
}

/// <summary>Literal text and the output that follows it, as one statement.</summary>
internal sealed class OutputNode(byte[] prefix, Expression expression, ValueFormatter formatter) : Node
{
    public Expression Expression => expression;

    public ValueFormatter Formatter => formatter;

    public override Task? Render(RenderFrame frame)
    {
        var output = frame.Output;
        var mark = output.Length;
        output.Write(prefix);
        expression.Write(frame, formatter);
        return frame.Pending is null ? null : Again(frame, mark);
    }
}
