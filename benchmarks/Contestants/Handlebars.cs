using System.Globalization;
using System.Text;

using HandlebarsDotNet;

namespace Benchmarks.Contestants;

/// <summary>Handlebars.Net: a compiled template over a writer of UTF-8 that is reused, helpers for what the language has no words for.</summary>
internal sealed class Handlebars : IDisposable
{
    private readonly HandlebarsTemplate<TextWriter, object, object> _template;
    private readonly MemoryStream _stream = new(256 * 1024);
    private readonly StreamWriter _writer;

    public Handlebars(string template)
    {
        var engine = HandlebarsDotNet.Handlebars.Create();
        engine.Configuration.FormatProvider = CultureInfo.InvariantCulture;
        engine.RegisterHelper("float", static (output, _, arguments) => output.WriteSafeString(((float)arguments[0]!).ToString("0.0", CultureInfo.InvariantCulture)));
        engine.RegisterHelper("date", static (output, _, arguments) => output.WriteSafeString(((DateTime)arguments[0]!).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        engine.RegisterHelper("truncate", static (output, _, arguments) =>
        {
            var (text, length) = ((string)arguments[0]!, (int)arguments[1]!);
            output.WriteSafeString(text.Length > length ? string.Concat(text.AsSpan(0, length - 3), "...") : text);
        });
        _template = engine.Compile(new StringReader(template));
        _writer = new StreamWriter(_stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 * 1024);
    }

    public ReadOnlySpan<byte> Written => _stream.GetBuffer().AsSpan(0, (int)_stream.Length);

    public void Render(object model)
    {
        _stream.SetLength(0);
        _template(_writer, model);
        _writer.Flush();
    }

    public void Dispose() => _writer.Dispose();
}
