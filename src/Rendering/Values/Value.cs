using System.Numerics;
using System.Runtime.CompilerServices;

namespace Rendering.Values;

/// <summary>
/// A value of a template in 24 bytes: a reference that is also the tag, and 16 bytes beside it, so that numbers, dates and
/// ranges are never boxed. A string's 16 bytes say whether it is markup, which is printed as it is even where output is escaped.
/// </summary>
public readonly struct Value
{
    private readonly object? _ref;
    private readonly long _a;
    private readonly long _b;

    private Value(object? reference, long a = 0, long b = 0)
    {
        _ref = reference;
        _a = a;
        _b = b;
    }

    private sealed class Tag(ValueKind kind)
    {
        public readonly ValueKind Kind = kind;
    }

    // Offsets are whole minutes, so the lowest bit of their ticks is free to mark a day without a time.
    private const long DayOnly = 1;

    private static readonly Tag BoolTag = new(ValueKind.Bool);
    private static readonly Tag IntTag = new(ValueKind.Int);
    private static readonly Tag FloatTag = new(ValueKind.Float);
    private static readonly Tag DecimalTag = new(ValueKind.Decimal);
    private static readonly Tag DateTag = new(ValueKind.Date);
    private static readonly Tag RangeTag = new(ValueKind.Range);
    private static readonly Tag EmptyTag = new(ValueKind.Empty);
    private static readonly Tag BlankTag = new(ValueKind.Blank);
    private static readonly Tag UnsetTag = new(ValueKind.Unset);

    /// <summary>No value.</summary>
    public static Value Nil => default;

    /// <summary>true.</summary>
    public static Value True => new(BoolTag, 1);

    /// <summary>false.</summary>
    public static Value False => new(BoolTag);

    /// <summary>The literal <c>empty</c>.</summary>
    public static Value Empty => new(EmptyTag);

    /// <summary>The literal <c>blank</c>.</summary>
    public static Value Blank => new(BlankTag);

    internal static Value Unset => new(UnsetTag);

    /// <summary>A truth value.</summary>
    public static Value FromBool(bool value) => new(BoolTag, value ? 1 : 0);

    /// <summary>A whole number.</summary>
    public static Value FromInt(long value) => new(IntTag, value);

    /// <summary>A whole number of any size; one that fits in 64 bits becomes <see cref="ValueKind.Int"/>.</summary>
    public static Value FromBigInt(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? FromInt((long)value) : new(value);

    /// <summary>A binary floating point number.</summary>
    public static Value FromFloat(double value) => new(FloatTag, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A decimal number; its scale is kept, so 5.00 prints as 5.00.</summary>
    public static Value FromDecimal(decimal value)
    {
        var (a, b) = Unsafe.BitCast<decimal, (long, long)>(value);
        return new(DecimalTag, a, b);
    }

    /// <summary>Text. null is nil.</summary>
    public static Value FromString(string? value) => new(value);

    /// <summary>Text that is markup already: where output is escaped, it is printed as it is.</summary>
    public static Value FromMarkup(string? value) => new(value, 1);

    /// <summary>A point in time.</summary>
    public static Value FromDate(DateTimeOffset value) => new(DateTag, value.UtcTicks, value.Offset.Ticks);

    /// <summary>A day without a time; it prints as 2024-01-01.</summary>
    public static Value FromDay(DateOnly value) => new(DateTag, value.ToDateTime(default).Ticks, DayOnly);

    /// <summary>The whole numbers from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public static Value FromRange(long first, long last) => new(RangeTag, first, last);

    /// <summary>A list of values made by a template.</summary>
    public static Value FromArray(params Value[] items) => new(new ValueArray(items));

    internal static Value FromArray(ValueArray items) => new(items);

    /// <summary>Any .NET value: numbers, text, dates and JSON scalars become values; the rest is kept as an object.</summary>
    public static Value From(object? value) => ValueConversion.From(value);

    /// <summary>An object that is known to be neither a number, a date, text nor JSON.</summary>
    internal static Value FromReference(object? value) => new(value);

    /// <summary>What this value is.</summary>
    public ValueKind Kind => _ref switch
    {
        null => ValueKind.Nil,
        string => ValueKind.String,
        Tag tag => tag.Kind,
        _ => ObjectKinds.Of(_ref),
    };

    /// <summary>True for nil.</summary>
    public bool IsNil => _ref is null;

    /// <summary>True where nothing was assigned.</summary>
    internal bool IsUnset => ReferenceEquals(_ref, UnsetTag);

    /// <summary>True for text.</summary>
    public bool IsString => _ref is string;

    /// <summary>True for a whole number of 64 bits.</summary>
    public bool IsInt => ReferenceEquals(_ref, IntTag);

    /// <summary>True for true or false.</summary>
    public bool IsBool => ReferenceEquals(_ref, BoolTag);

    /// <summary>True for any number.</summary>
    public bool IsNumber => Kind is ValueKind.Int or ValueKind.BigInt or ValueKind.Float or ValueKind.Decimal;

    /// <summary>True for text that must not be escaped again.</summary>
    public bool IsMarkup => _ref is string && _a == 1;

    /// <summary>True for what is neither nil, a truth value, a number, text, a date nor a range: something with items or members.</summary>
    internal bool IsReference => _ref is not (null or string or Tag);

    /// <summary>The truth value; false for any other kind.</summary>
    public bool AsBool => IsBool && _a != 0;

    /// <summary>The whole number of an <see cref="ValueKind.Int"/>.</summary>
    public long AsInt => _a;

    /// <summary>The number of a <see cref="ValueKind.Float"/>.</summary>
    public double AsFloat => BitConverter.Int64BitsToDouble(_a);

    /// <summary>The number of a <see cref="ValueKind.Decimal"/>.</summary>
    public decimal AsDecimal => Unsafe.BitCast<(long, long), decimal>((_a, _b));

    /// <summary>The number of a <see cref="ValueKind.BigInt"/> or <see cref="ValueKind.Int"/>.</summary>
    public BigInteger AsBigInt => _ref is BigInteger big ? big : _a;

    /// <summary>The text of a <see cref="ValueKind.String"/>, else null.</summary>
    public string? AsString => _ref as string;

    /// <summary>The time of a <see cref="ValueKind.Date"/>.</summary>
    public DateTimeOffset AsDate
    {
        get
        {
            var offset = new TimeSpan(_b & ~DayOnly);
            return new DateTimeOffset(_a + offset.Ticks, offset);
        }
    }

    /// <summary>True for a date that is a day without a time.</summary>
    public bool IsDay => ReferenceEquals(_ref, DateTag) && (_b & DayOnly) != 0;

    /// <summary>True for a point in time.</summary>
    internal bool IsDate => ReferenceEquals(_ref, DateTag);

    /// <summary>What a clock at its offset shows at the time of a <see cref="ValueKind.Date"/>.</summary>
    internal DateTime AsClock => new(_a + (_b & ~DayOnly));

    /// <summary>The ends of a <see cref="ValueKind.Range"/>, both included.</summary>
    public (long First, long Last) AsRange => (_a, _b);

    /// <summary>Whatever the reference is, the tags of numbers included: only to be compared by type with what was seen before.</summary>
    internal object? Reference => _ref;

    /// <summary>The object of an array, a hash or an object, else null.</summary>
    public object? AsObject => _ref is Tag or string ? null : _ref;

    /// <summary>This value as the .NET object nearest to it, boxed where need be.</summary>
    public object? ToObject() => Kind switch
    {
        ValueKind.Nil or ValueKind.Unset => null,
        ValueKind.Bool => AsBool,
        ValueKind.Int => AsInt,
        ValueKind.Float => AsFloat,
        ValueKind.Decimal => AsDecimal,
        ValueKind.Date => AsDate,
        ValueKind.Range => AsRange,
        ValueKind.Empty or ValueKind.Blank => "",
        _ => _ref,
    };

    /// <summary>A description for people who debug; templates print through their language's formatter.</summary>
    public override string ToString() => $"{Kind}: {ToObject()}";
}
