using System.Text.Json;
using Rendering.Scriban.Expressions;
using Rendering.Syntax;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>Values of any kind, and the members of objects.</summary>
internal static class ObjectFunctions
{
    public static BuiltInFunction[] All { get; } =
    [
        new("object.default", "value default", static (FilterContext _, in Value value, in FilterArguments arguments) => value.IsNil || value.AsString?.Length == 0 ? arguments[0] : value),
        new("object.format", "value format culture?", MathFunctions.Format),
        new("object.from_json", "text", FromJson),
        new("object.has_key", "value key", static (FilterContext context, in Value value, in FilterArguments arguments) => Value.FromBool(Has(context, value, arguments[0], out _))),
        new("object.has_value", "value key", static (FilterContext context, in Value value, in FilterArguments arguments) => Value.FromBool(Has(context, value, arguments[0], out var member) && !member.IsNil)),
        new("object.keys", "value", static (FilterContext context, in Value value, in FilterArguments _) => ArrayFunctions.Made(context, [.. Pairs(context, value).Select(static pair => pair.Key)])),
        new("object.kind", "value", static (FilterContext _, in Value value, in FilterArguments _) => Value.FromString(value.IsNil ? null : Errors.TypeOf(value))),
        new("object.size", "value", Size),
        new("object.typeof", "value", TypeOf),
        new("object.values", "value", static (FilterContext context, in Value value, in FilterArguments _) => ArrayFunctions.Made(context, [.. Pairs(context, value).Select(static pair => pair.Value)])),
    ];

    // An object of the host shows the members that templates see, under the names of the language.
    private static IEnumerable<KeyValuePair<Value, Value>> Pairs(FilterContext context, in Value value)
    {
        if (value.Kind == ValueKind.Hash)
        {
            var hash = HashAccess.Of(value.AsObject!);
            context.Step(hash.Count(value.AsObject!));
            return hash.Pairs(value.AsObject!);
        }
        if (!IsOfHost(value)) return [];
        var (frame, instance) = ((RenderFrame)context, value.AsObject!);
        return frame.Members.MembersOf(instance.GetType())
            .Select(member => KeyValuePair.Create(Value.FromString(MemberPolicy.SnakeCase(member.Key)), frame.ReadLazy(instance, member.Value)));
    }

    private static bool IsOfHost(in Value value) => value.Kind == ValueKind.Object && value.AsObject is not (FunctionValue or TimeSpan or IMemberSource);

    private static bool Has(FilterContext context, in Value value, in Value key, out Value member)
    {
        member = default;
        if (key.AsString is not { } name || !value.IsReference) return false;
        if (value.Kind == ValueKind.Hash) return HashAccess.Of(value.AsObject!).TryGet(value.AsObject!, key, out member);
        member = context.GetMember(value, key);
        return !member.IsNil || ((RenderFrame)context).Members.Find(value.AsObject!.GetType(), name) is not null;
    }

    private static Value Size(FilterContext context, in Value value, in FilterArguments arguments) => Value.FromInt(value.Kind switch
    {
        ValueKind.String => value.AsString!.Length,
        ValueKind.Array or ValueKind.Range => ArrayFunctions.Of(context, value).Length,
        ValueKind.Hash => HashAccess.Of(value.AsObject!).Count(value.AsObject!),
        ValueKind.Object when IsOfHost(value) => ((RenderFrame)context).Members.MembersOf(value.AsObject!.GetType()).Count(),
        _ => 0,
    });

    private static Value TypeOf(FilterContext context, in Value value, in FilterArguments arguments) => Value.FromString(value.Kind switch
    {
        ValueKind.Nil or ValueKind.Unset => null,
        ValueKind.Bool => "boolean",
        ValueKind.Int or ValueKind.BigInt or ValueKind.Float or ValueKind.Decimal => "number",
        ValueKind.String => "string",
        ValueKind.Range => "iterator",
        ValueKind.Array => "array",
        _ => "object",
    });

    private static Value FromJson(FilterContext context, in Value text, in FilterArguments arguments)
    {
        var json = ScribanText.Of(context, text);
        // What the parser keeps of a text, at the worst.
        context.Made(json.Length * 8L);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Made((RenderFrame)context, document.RootElement);
        }
        catch (JsonException error)
        {
            throw new FilterException($"The text is no JSON: {error.Message}");
        }
    }

    // Lists and objects like those that the template writes itself. They are no deeper than the parser allows, which is 64.
    private static Value Made(RenderFrame frame, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                return frame.NewArray([.. json.EnumerateArray().Select(item => Made(frame, item))]);
            case JsonValueKind.Object:
                var made = frame.NewHash();
                foreach (var member in json.EnumerateObject()) frame.SetMember(made, member.Name, Made(frame, member.Value));
                return Value.FromReference(made);
            default:
                return Value.From(json);
        }
    }
}
