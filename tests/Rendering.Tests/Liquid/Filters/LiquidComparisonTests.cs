using System.Numerics;
using Rendering.Liquid;
using Rendering.Values;

namespace Rendering.Tests.Liquid.Filters;

public class LiquidComparisonTests
{
    public static TheoryData<object?, object?, bool> Equalities => new()
    {
        { 1, 1.0, true }, { 1, "1", false }, { 1, 1.00m, true }, { 0.1, 0.1m, true }, { long.MaxValue, (double)long.MaxValue, false },
        { BigInteger.Pow(2, 70), Math.Pow(2, 70), true }, { double.NaN, double.NaN, false }, { null, false, false }, { null, null, true },
        { "a", "a", true }, { "a", "A", false }, { true, "true", false }, { Value.FromMarkup("a"), "a", true },
        { new object[] { 1, "a" }, new object[] { 1.0, "a" }, true }, { new object[] { 1 }, new object[] { 1, 2 }, false },
        { Filter.Hash(("a", 1), ("b", 2)), Filter.Hash(("b", 2), ("a", 1)), true }, { Filter.Hash(("a", 1)), Filter.Hash(("a", 2)), false },
        { (1, 3), (1, 3), true }, { (1, 3), new object[] { 1, 2, 3 }, false },
        { "", Value.Empty, true }, { " ", Value.Empty, false }, { null, Value.Empty, false }, { Array.Empty<object>(), Value.Empty, true },
        { Filter.Hash(), Value.Empty, true }, { 0, Value.Empty, false }, { false, Value.Empty, false },
        { " \n\t", Value.Blank, true }, { "", Value.Blank, true }, { null, Value.Blank, true }, { false, Value.Blank, true }, { Array.Empty<object>(), Value.Blank, true },
        { true, Value.Blank, false }, { 0, Value.Blank, false }, { "a", Value.Blank, false }, { Value.Empty, Value.Empty, false },
    };

    [Theory]
    [MemberData(nameof(Equalities))]
    public void Equality(object? a, object? b, bool expected)
    {
        Assert.Equal(expected, LiquidComparison.AreEqual(Filter.Of(a), Filter.Of(b)));
        Assert.Equal(expected, LiquidComparison.AreEqual(Filter.Of(b), Filter.Of(a)));
    }

    [Fact]
    public void Only_nil_and_false_are_false()
    {
        Assert.False(LiquidComparison.IsTruthy(Value.Nil));
        Assert.False(LiquidComparison.IsTruthy(Value.False));
        foreach (var value in (object[])[true, 0, "", Array.Empty<object>(), Value.Empty]) Assert.True(LiquidComparison.IsTruthy(Filter.Of(value)));
    }

    [Theory]
    [InlineData(1, 2, -1)]
    [InlineData(2.5, 2, 1)]
    [InlineData("a", "b", -1)]
    [InlineData(9007199254740993, 9007199254740992.0, 1)]
    [InlineData(1, double.PositiveInfinity, -1)]
    public void Order(object a, object b, int expected)
    {
        Assert.True(LiquidComparison.TryOrder(Filter.Of(a), Filter.Of(b), out var order));
        Assert.Equal(expected, Math.Sign(order));
        Assert.True(LiquidComparison.TryOrder(Filter.Of(b), Filter.Of(a), out order));
        Assert.Equal(-expected, Math.Sign(order));
    }

    [Fact]
    public void What_has_no_order_is_neither_less_nor_more()
    {
        foreach (var (a, b) in ((object?, object?)[])[(null, 1), (1, null), (true, 1), (double.NaN, 1), (Array.Empty<object>(), 1), (Filter.Hash(), "a"), ((1, 2), 1)])
            Assert.False(LiquidComparison.TryOrder(Filter.Of(a), Filter.Of(b), out _));
    }

    [Theory]
    [InlineData(1, "a", "comparison of Integer with String failed")]
    [InlineData(1.0, "a", "comparison of Float with String failed")]
    [InlineData("a", 1, "comparison of String with 1 failed")]
    [InlineData("a", 1.0, "comparison of String with 1.0 failed")]
    public void Orders_of_two_kinds_are_refused(object a, object b, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<TemplateException>(() => LiquidComparison.TryOrder(Filter.Of(a), Filter.Of(b), out _)).Problem);

    [Fact]
    public void Containment()
    {
        Assert.True(Contains("bob o bobby", "o b"));
        Assert.True(Contains("a1b", 1));
        Assert.False(Contains("abc", null));
        Assert.True(Contains(new object[] { 1, "2" }, 1.0));
        Assert.False(Contains(new object[] { 1, "2" }, 2));
        Assert.True(Contains(Filter.Hash(("a", null)), "a"));
        Assert.True(Contains((1, 5), 2.5));
        Assert.False(Contains((1, 5), "2"));
        Assert.False(Contains(5, 5));
        Assert.False(Contains(null, "a"));
    }

    [Fact]
    public void Common_comparisons_allocate_nothing()
    {
        Value[] values = [Value.FromInt(1), Value.FromFloat(1.5), Value.FromString("abc"), Value.FromString("abd"), Value.FromDecimal(2.5m), Value.Nil, Value.True, Value.Blank];
        var found = 0;
        for (var i = 0; i < 100; i++) Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Round();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(found > 0);

        void Round()
        {
            foreach (var a in values)
                foreach (var b in values)
                {
                    if (LiquidComparison.AreEqual(a, b)) found++;
                    if (a.Kind == b.Kind && LiquidComparison.Compare(a, b) is not null) found++;
                }
            if (LiquidComparison.Contains(values[2], Value.FromString("b"))) found++;
        }
    }

    private static bool Contains(object? left, object? right) => LiquidComparison.Contains(Filter.Of(left), Filter.Of(right));
}
