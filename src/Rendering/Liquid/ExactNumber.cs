using System.Globalization;
using System.Numerics;
using System.Text;
using Rendering.Output;

namespace Rendering.Liquid;

/// <summary>
/// A number as digits and a power of ten, so that arithmetic on fractions is exact: 0.1 plus 0.2 is 0.3. Ruby's Liquid computes
/// with BigDecimal for the same reason. Only finite numbers are here.
/// </summary>
/// <param name="Digits">All digits, with the sign.</param>
/// <param name="Scale">How many of them stand behind the point; negative where zeros follow.</param>
internal readonly record struct ExactNumber(BigInteger Digits, int Scale) : IComparable<ExactNumber>
{
    // A quotient is taken to so many digits beyond the point of the larger operand; 17 tell any two doubles apart.
    private const int QuotientDigits = 40;

    public static ExactNumber From(double number)
    {
        Span<byte> digits = stackalloc byte[RubyFloat.MaxLength];
        var count = RubyFloat.Digits(number, digits, out var point);
        var mantissa = 0L;
        foreach (var digit in digits[..count]) mantissa = mantissa * 10 + digit - '0';
        return new(number < 0 ? -mantissa : mantissa, count - point);
    }

    public static ExactNumber From(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var digits = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return new(number < 0 ? -digits : digits, (bits[3] >> 16) & 0xff);
    }

    public static ExactNumber operator +(in ExactNumber a, in ExactNumber b)
    {
        var (left, right, scale) = Align(a, b);
        return new(left + right, scale);
    }

    public static ExactNumber operator -(in ExactNumber a, in ExactNumber b) => a + new ExactNumber(-b.Digits, b.Scale);

    public static ExactNumber operator *(in ExactNumber a, in ExactNumber b) => new(a.Digits * b.Digits, a.Scale + b.Scale);

    public static ExactNumber operator /(in ExactNumber a, in ExactNumber b)
    {
        var shift = QuotientDigits + Math.Max(0, DigitCount(b.Digits) - DigitCount(a.Digits));
        var quotient = BigInteger.DivRem(a.Digits * Power(shift), b.Digits, out var rest);
        // A digit behind the last one keeps the rounding to a double right where the quotient does not end.
        quotient = quotient * 10 + (rest.IsZero ? 0 : a.Digits.Sign * b.Digits.Sign);
        return new(quotient, a.Scale - b.Scale + shift + 1);
    }

    /// <summary>The rest of a floored division: it has the sign of the divisor.</summary>
    public static ExactNumber operator %(in ExactNumber a, in ExactNumber b)
    {
        var (left, right, scale) = Align(a, b);
        var rest = BigInteger.Remainder(left, right);
        return new(rest.IsZero || rest.Sign == right.Sign ? rest : rest + right, scale);
    }

    public int CompareTo(ExactNumber other)
    {
        var (left, right, _) = Align(this, other);
        return left.CompareTo(right);
    }

    /// <summary>The largest whole number that is not above.</summary>
    public BigInteger Floor()
    {
        if (Scale <= 0) return Digits * Power(-Scale);
        var whole = BigInteger.DivRem(Digits, Power(Scale), out var rest);
        return rest.Sign < 0 ? whole - 1 : whole;
    }

    /// <summary>Rounds to so many digits behind the point, halves away from zero; a negative count rounds before the point.</summary>
    public ExactNumber Round(int places)
    {
        if (places >= Scale) return this;
        var drop = (long)Scale - places;
        if (drop > DigitCount(Digits) + 1) return new(0, 0);
        var unit = Power((int)drop);
        var whole = BigInteger.DivRem(Digits, unit, out var rest);
        if (BigInteger.Abs(rest) * 2 >= unit) whole += Digits.Sign;
        return new(whole, places);
    }

    /// <summary>The nearest double.</summary>
    public double ToDouble()
    {
        // The parser rounds right whatever the count of digits; arithmetic on doubles would not.
        var text = Digits.ToString(CultureInfo.InvariantCulture);
        return double.Parse(new StringBuilder(text).Append('E').Append(-Scale).ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The decimal of the same value; null where it has too many digits.</summary>
    public decimal? ToDecimal()
    {
        var rounded = Scale > 28 ? Round(28) : Scale < 0 ? new ExactNumber(Digits * Power(-Scale), 0) : this;
        var size = BigInteger.Abs(rounded.Digits);
        if (size.GetBitLength() > 96) return null;
        return new decimal((int)(uint)(size & uint.MaxValue), (int)(uint)((size >> 32) & uint.MaxValue), (int)(uint)(size >> 64), rounded.Digits.Sign < 0, (byte)rounded.Scale);
    }

    private static (BigInteger Left, BigInteger Right, int Scale) Align(in ExactNumber a, in ExactNumber b)
    {
        if (a.Scale == b.Scale) return (a.Digits, b.Digits, a.Scale);
        return a.Scale > b.Scale ? (a.Digits, b.Digits * Power(a.Scale - b.Scale), a.Scale) : (a.Digits * Power(b.Scale - a.Scale), b.Digits, b.Scale);
    }

    private static BigInteger Power(int exponent) => BigInteger.Pow(10, exponent);

    private static int DigitCount(BigInteger number) => (int)(number.GetBitLength() * 0.30103) + 1;
}
