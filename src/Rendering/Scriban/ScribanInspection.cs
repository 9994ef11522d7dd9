using Rendering.Output;
using Rendering.Values;

namespace Rendering.Scriban;

/// <summary>Prints lists, ranges and objects: text inside of them is quoted, null shows as null.</summary>
internal sealed class ScribanInspection(Utf8Output output, bool escape) : Inspection(output, escape)
{
    protected override void InspectScalar(in Value value)
    {
        if (value.IsNil || value.IsUnset) Output.Write("null"u8);
        else if (value.Kind == ValueKind.Range) WriteItems(value);
        else if (value.AsString is { } text)
        {
            Output.Write("\"", Escape);
            Output.Write(Quoted(text), Escape && !value.IsMarkup);
            Output.Write("\"", Escape);
        }
        else ScribanFormatter.Instance.Write(value, Output, Escape);
    }

    protected override void WriteKey(in Value key)
    {
        ScribanFormatter.Instance.Write(key, Output, Escape);
        Output.Write(": "u8);
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny('"', '\\', '\n') < 0
        ? text
        : text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
