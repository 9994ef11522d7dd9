using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

using Rendering.Values;

namespace Conformance.Suites;

/// <summary>
/// JSON to the objects that a host would hand over: 1 is a long and 1.0 a double, whole numbers have any size, objects keep
/// their order, and an object with one member named <c>$date</c>, <c>$range</c> ... is a value that JSON has no form for.
/// </summary>
internal static class ModelReader
{
    public static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.Number => ReadNumber(json.GetRawText()),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static object? ReadObject(JsonElement json)
    {
        if (json.GetPropertyCount() == 1)
        {
            var only = json.EnumerateObject().First();
            if (only.Name.StartsWith('$') && TryReadTyped(only.Name, only.Value, out var typed)) return typed;
        }
        var hash = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject()) hash[member.Name] = Read(member.Value);
        return hash;
    }

    private static object ReadNumber(string text)
    {
        if (text.AsSpan().ContainsAny('.', 'e', 'E')) return double.Parse(text, CultureInfo.InvariantCulture);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return whole;
        return BigInteger.Parse(text, CultureInfo.InvariantCulture);
    }

    private static bool TryReadTyped(string type, JsonElement json, out object? value)
    {
        var text = json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
        value = type switch
        {
            "$date" => DateOnly.Parse(text, CultureInfo.InvariantCulture),
            "$time" => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            "$range" => Value.FromRange(json[0].GetInt64(), json[1].GetInt64()),
            "$float" => ReadFloat(text),
            "$symbol" => new Symbol(text),
            "$decimal" => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            "$base64" => Encoding.UTF8.GetString(Convert.FromBase64String(text)),
            "$hash" => ReadHash(json),
            _ => null,
        };
        return value is not null;
    }

    private static double ReadFloat(string text) => text switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static OrderedDictionary<object, object?> ReadHash(JsonElement pairs)
    {
        var hash = new OrderedDictionary<object, object?>();
        foreach (var pair in pairs.EnumerateArray()) hash[Key(Read(pair[0]))] = Read(pair[1]);
        return hash;
    }

    // A value is looked up by the object that it stands for, which for a range is equal to that of a like range.
    private static object Key(object? key) => (key is Value value ? value.ToObject() : key) ?? Value.Nil;
}
