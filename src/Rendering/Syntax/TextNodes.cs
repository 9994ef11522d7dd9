using System.Text;
using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Literal text, encoded at parse.</summary>
internal sealed class TextNode(string text, bool isRaw = false) : Node
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);

    private readonly byte[] _padded = Utf8Output.Pad(Encoding.UTF8.GetBytes(text));

    public byte[] Utf8 => _utf8;

    public override bool IsBlank { get; } = !isRaw && string.IsNullOrWhiteSpace(text);

    public override Task? Render(RenderFrame frame)
    {
        frame.Output.WritePadded(_padded, _utf8.Length);
        return null;
    }
}

/// <summary>Literal text and the output that follows it, as one statement.</summary>
internal sealed class OutputNode(byte[] prefix, Expression expression, ValueFormatter formatter) : Node
{
    private readonly byte[] _prefix = Utf8Output.Pad(prefix);

    public Expression Expression => expression;

    public ValueFormatter Formatter => formatter;

    public override Task? Render(RenderFrame frame)
    {
        var output = frame.Output;
        var mark = output.Length;
        output.WritePadded(_prefix, prefix.Length);
        expression.Write(frame, formatter);
        return frame.Pending is null ? null : Again(frame, mark);
    }
}
