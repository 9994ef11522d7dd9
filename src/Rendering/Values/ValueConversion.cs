using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rendering.Values;

/// <summary>.NET and JSON values to template values. Integers, floats and decimals stay apart.</summary>
internal static class ValueConversion
{
    public static Value From(object? value) => value switch
    {
        null => default,
        string text => Value.FromString(text),
        Value itself => itself,
        bool truth => Value.FromBool(truth),
        int number => Value.FromInt(number),
        long number => Value.FromInt(number),
        double number => Value.FromFloat(number),
        float number => Value.FromFloat(Widen(number)),
        decimal number => Value.FromDecimal(number),
        DateTime date => Value.FromDate(AtOffset(date)),
        DateTimeOffset date => Value.FromDate(date),
        JsonElement json => From(json),
        JsonValue json => From(json),
        _ => FromRare(value),
    };

    private static Value FromRare(object value) => value switch
    {
        short number => Value.FromInt(number),
        ushort number => Value.FromInt(number),
        byte number => Value.FromInt(number),
        sbyte number => Value.FromInt(number),
        uint number => Value.FromInt(number),
        ulong number => Value.FromBigInt(number),
        nint number => Value.FromInt(number),
        Half number => Value.FromFloat((double)number),
        BigInteger number => Value.FromBigInt(number),
        Int128 number => Value.FromBigInt((BigInteger)number),
        UInt128 number => Value.FromBigInt((BigInteger)number),
        char letter => Value.FromString(letter.ToString()),
        DateOnly date => Value.FromDay(date),
        TimeOnly time => Value.FromString(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
        TimeSpan span => Value.FromString(span.ToString("c", CultureInfo.InvariantCulture)),
        Guid or Uri or Enum or Version => Value.FromString(value.ToString()),
        _ => Value.FromReference(value),
    };

    public static Value From(in JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => default,
        JsonValueKind.True => Value.True,
        JsonValueKind.False => Value.False,
        JsonValueKind.String => Value.FromString(json.GetString()),
        JsonValueKind.Number => Number(json),
        _ => Value.FromReference(json),
    };

    private static Value From(JsonValue json)
    {
        if (json.TryGetValue(out JsonElement element)) return From(element);
        return json.TryGetValue(out object? inner) && inner is not JsonValue ? From(inner) : Value.FromString(json.ToString());
    }

    // 1 is an integer and 1.0 a float, so it is the text of the number that decides.
    private static Value Number(in JsonElement json)
    {
        if (json.TryGetInt64(out var whole)) return Value.FromInt(whole);
        var text = json.GetRawText();
        // The time to read a whole number grows faster than its length.
        const int longest = 1000;
        return text.Length > longest || text.AsSpan().ContainsAny('.', 'e', 'E')
            ? Value.FromFloat(json.GetDouble())
            : Value.FromBigInt(BigInteger.Parse(text, CultureInfo.InvariantCulture));
    }

    /// <summary>The double whose shortest text is the text of this float: 0.1f is 0.1 and not 0.10000000149011612.</summary>
    public static double Widen(float number)
    {
        double wide = number;
        if (wide == Math.Floor(wide) || float.IsNaN(number)) return wide;
        return double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Whether an instance of this class is never a number, text, JSON or anything lazy, whatever its type at run time.
    /// </summary>
    public static bool IsPlainClass(Type type) => type.IsClass && !type.IsAbstract && type != typeof(object) && type != typeof(string)
        && !typeof(JsonNode).IsAssignableFrom(type) && !typeof(Delegate).IsAssignableFrom(type) && !LazyValues.IsLazy(type)
        && type != typeof(Uri) && type != typeof(Version);

    /// <summary>A time without a zone is taken as UTC: what a page shows must not depend on the machine that renders it.</summary>
    public static DateTimeOffset AtOffset(DateTime date) =>
        date.Kind == DateTimeKind.Local ? new DateTimeOffset(date) : new DateTimeOffset(date.Ticks, TimeSpan.Zero);
}

/// <summary>Conversion of one static type, whose branches the JIT folds away.</summary>
internal static class ValueConversion<T>
{
    private static readonly bool IsPlainClass = ValueConversion.IsPlainClass(typeof(T));

    public static Value From(T value)
    {
        if (typeof(T) == typeof(Value)) return (Value)(object)value!;
        if (typeof(T) == typeof(int)) return Value.FromInt((int)(object)value!);
        if (typeof(T) == typeof(long)) return Value.FromInt((long)(object)value!);
        if (typeof(T) == typeof(double)) return Value.FromFloat((double)(object)value!);
        if (typeof(T) == typeof(float)) return Value.FromFloat(ValueConversion.Widen((float)(object)value!));
        if (typeof(T) == typeof(decimal)) return Value.FromDecimal((decimal)(object)value!);
        if (typeof(T) == typeof(bool)) return Value.FromBool((bool)(object)value!);
        if (typeof(T) == typeof(DateTime)) return Value.FromDate(ValueConversion.AtOffset((DateTime)(object)value!));
        if (typeof(T) == typeof(DateTimeOffset)) return Value.FromDate((DateTimeOffset)(object)value!);
        if (typeof(T) == typeof(JsonElement)) return ValueConversion.From((JsonElement)(object)value!);
        return IsPlainClass ? Value.FromReference(value) : ValueConversion.From(value);
    }
}
