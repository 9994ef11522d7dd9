using System.Globalization;
using System.Numerics;

namespace Rendering.Tests.Liquid.Filters;

public class MathFilterTests
{
    [Theory]
    [InlineData("plus", 1, 2, "3")]
    [InlineData("plus", 1, 2.0, "3.0")]
    [InlineData("plus", 0.1, 0.2, "0.3")]
    [InlineData("plus", "1", "1", "2")]
    [InlineData("plus", "1.5", 1, "2.5")]
    [InlineData("plus", "3x", "x", "3")]
    [InlineData("plus", null, true, "0")]
    [InlineData("plus", "1_000", " -1", "999")]
    [InlineData("plus", long.MaxValue, 1, "9223372036854775808")]
    [InlineData("minus", long.MinValue, 1, "-9223372036854775809")]
    [InlineData("minus", 5, "2.5", "2.5")]
    [InlineData("times", 1.1, 1.1, "1.21")]
    [InlineData("times", 0.0725, 100, "7.25")]
    [InlineData("times", 1e20, 1e20, "1.0e+40")]
    [InlineData("times", long.MaxValue, long.MaxValue, "85070591730234615847396907784232501249")]
    [InlineData("times", "foo", 4, "0")]
    [InlineData("divided_by", 14, 3, "4")]
    [InlineData("divided_by", -14, 3, "-5")]
    [InlineData("divided_by", 14, -3, "-5")]
    [InlineData("divided_by", long.MinValue, -1, "9223372036854775808")]
    [InlineData("divided_by", 14.0, 3, "4.666666666666667")]
    [InlineData("divided_by", 2.0, 4, "0.5")]
    [InlineData("divided_by", 1e300, 3e-5, "3.3333333333333333e+304")]
    [InlineData("modulo", 7, 3, "1")]
    [InlineData("modulo", -7, 3, "2")]
    [InlineData("modulo", 7, -3, "-2")]
    [InlineData("modulo", 183.357, 12, "3.357")]
    [InlineData("modulo", -1.5, 1, "0.5")]
    [InlineData("plus", double.NaN, 1, "NaN")]
    [InlineData("times", double.PositiveInfinity, -1, "-Infinity")]
    [InlineData("at_least", 4, 5, "5")]
    [InlineData("at_least", "4.5", 4, "4.5")]
    [InlineData("at_most", 4, 5, "4")]
    [InlineData("at_most", "abc", 5, "0")]
    [InlineData("round", 4.5612, 2, "4.56")]
    [InlineData("round", 5.015, 2, "5.02")]
    [InlineData("round", 2.5, 0, "3")]
    [InlineData("round", 15, -1, "20")]
    [InlineData("round", -15, -1, "-20")]
    [InlineData("round", 5.666, -2, "0")]
    [InlineData("round", 123.456, 99999, "123.456")]
    [InlineData("round", 5, -99999999, "0")]
    [InlineData("round", 1.25, "1", "1.3")]
    public void Two_operands(string filter, object? input, object? operand, string expected) => Assert.Equal(expected, Filter.Print(filter, input, operand));

    [Theory]
    [InlineData("abs", -17, "17")]
    [InlineData("abs", -19.86, "19.86")]
    [InlineData("abs", "-19.86", "19.86")]
    [InlineData("abs", long.MinValue, "9223372036854775808")]
    [InlineData("abs", "x", "0")]
    [InlineData("ceil", 4.3, "5")]
    [InlineData("ceil", -4.3, "-4")]
    [InlineData("ceil", "4.3", "5")]
    [InlineData("ceil", 1e20, "100000000000000000000")]
    [InlineData("floor", 4.6, "4")]
    [InlineData("floor", -4.6, "-5")]
    [InlineData("floor", null, "0")]
    [InlineData("round", 4.6, "5")]
    [InlineData("round", -2.5, "-3")]
    [InlineData("round", "4.3", "4")]
    public void One_operand(string filter, object? input, string expected) => Assert.Equal(expected, Filter.Print(filter, input));

    [Theory]
    [InlineData("divided_by", 5, 0, "divided by 0")]
    [InlineData("divided_by", 5.0, 0, "divided by 0")]
    [InlineData("modulo", 5, "x", "divided by 0")]
    [InlineData("round", double.NaN, 0, "Computation results in 'NaN' (Not a Number)")]
    [InlineData("round", double.NegativeInfinity, 0, "Computation results in '-Infinity'")]
    public void Refused(string filter, object input, object operand, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<TemplateException>(() => Filter.Run(filter, input, operand)).Problem);

    [Fact]
    public void Decimals_of_the_host_stay_decimals()
    {
        Assert.Equal("23.7881", Filter.Print("times", 19.99m, 1.19));
        Assert.Equal("10.00", Filter.Print("plus", 9.50m, "0.50"));
        Assert.Equal("5.00", Filter.Print("minus", 7.00m, 2));
        Assert.Equal("20.0", Filter.Print("round", 19.99m, 1));
        Assert.Equal("-1.50", Filter.Print("minus", 0, 1.50m));
        Assert.Equal("0.5", Filter.Print("modulo", 5.5m, 1));
    }

    [Fact]
    public void A_decimal_that_overflows_becomes_a_float() => Assert.Equal("6.277101735386681e+57", Filter.Print("times", decimal.MaxValue, decimal.MaxValue));

    [Fact]
    public void Numbers_that_grow_without_end_are_stopped()
    {
        var number = Filter.Of(BigInteger.Pow(10, 1000));
        Assert.Throws<LimitException>(() =>
        {
            for (var i = 0; i < 64; i++) number = Filter.Run("times", number, number);
        });
        Assert.Throws<LimitException>(() => Filter.Run("plus", new string('9', 1_000_000), 1));
    }

    [Fact]
    public void Short_and_long_ways_of_computing_agree()
    {
        var random = new Random(7);
        foreach (var filter in (string[])["plus", "minus", "times", "divided_by", "modulo"])
            for (var i = 0; i < 1_000; i++)
            {
                var (a, b) = (random.Next(-99_999, 99_999) / 1000.0, (random.Next(1, 9_999) / 100.0) + 0.001);
                // Text has digits of its own and always goes the long way.
                var longWay = Filter.Print(filter, a.ToString("F3", CultureInfo.InvariantCulture), b.ToString("F3", CultureInfo.InvariantCulture));
                Assert.Equal(longWay, Filter.Print(filter, Math.Round(a, 3), Math.Round(b, 3)));
            }
    }
}
