using System.Text;
using Rendering.Engines;
using Rendering.Output;

namespace Rendering.Tests.Engines;

/// <summary>Renders the template that its text names into an output that is not ours.</summary>
internal sealed class WrappingEngine : ITemplateEngine
{
    public string Fingerprint => "wrap";

    public ICompiledTemplate Compile(TemplateSource source) => new Template(source.Text);

    private sealed class Template(string inner) : ICompiledTemplate
    {
        public IReadOnlyList<TemplateReference> References => [new(inner, 0)];

        public async ValueTask RenderAsync(RenderContext context, IRenderOutput output)
        {
            var foreign = new ListOutput();
            foreign.Write("[", escape: false);
            await (await context.LoadAsync(inner))!.RenderAsync(context.ForPartial(inner, context.Model), foreign);
            foreign.Write("]", escape: false);
            output.Write(Encoding.UTF8.GetString(foreign.Since(0)), escape: false);
        }
    }
}

/// <summary>The plainest output there can be.</summary>
internal sealed class ListOutput : IRenderOutput
{
    private byte[] _bytes = new byte[1];

    public int Length { get; private set; }

    public void Write(ReadOnlySpan<char> text, bool escape)
    {
        var plain = text.ToString();
        if (escape) plain = plain.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;");
        var utf8 = Encoding.UTF8.GetBytes(plain);
        utf8.CopyTo(GetSpan(utf8.Length));
        Advance(utf8.Length);
    }

    public void Rewind(int mark) => Length = mark;

    public ReadOnlySpan<byte> Since(int mark) => _bytes.AsSpan(mark, Length - mark);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Array.Resize(ref _bytes, Length + Math.Max(1, sizeHint));
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
