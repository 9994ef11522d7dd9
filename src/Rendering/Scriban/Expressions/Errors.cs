using System.Diagnostics.CodeAnalysis;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>Errors of expressions know their own place, which is more than that of the statement around them.</summary>
internal static class Errors
{
    [DoesNotReturn]
    public static void Throw(RenderFrame frame, int offset, string problem) =>
        throw new TemplateRenderException(problem) { Location = frame.Template.Locate(offset) };

    /// <summary>A part of the source, to name an expression by.</summary>
    public static string Source(RenderFrame frame, int start, int end) => frame.Template.Source.Text[start..end];

    /// <summary>The name of a value's type, as templates are told.</summary>
    public static string TypeOf(in Value value) => value.Kind switch
    {
        ValueKind.Nil or ValueKind.Unset => "null",
        ValueKind.Bool => "bool",
        ValueKind.Int => value.AsInt is >= int.MinValue and <= int.MaxValue ? "int" : "long",
        ValueKind.BigInt => "bigint",
        ValueKind.Float => "double",
        ValueKind.Decimal => "decimal",
        ValueKind.String => "string",
        ValueKind.Date => "date",
        ValueKind.Range => "range",
        ValueKind.Array => "array",
        ValueKind.Object when value.AsObject is Functions.FunctionValue => "function",
        ValueKind.Object when value.AsObject is TimeSpan => "timespan",
        _ => "object",
    };
}
