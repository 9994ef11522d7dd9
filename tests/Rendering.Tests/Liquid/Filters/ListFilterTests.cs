using Rendering.Liquid;
using Rendering.Liquid.Filters;
using Rendering.Values;

namespace Rendering.Tests.Liquid.Filters;

public class ListFilterTests
{
    private static string Show(string filter, object? input, params object?[] arguments) =>
        LiquidFormatter.Instance.ToText(Filter.Run(filter, input, arguments));

    private static object[] List(params object?[] items) => items!;

    [Fact]
    public void Join()
    {
        Assert.Equal("1 2 3", Filter.Print("join", List(1, 2, 3)));
        Assert.Equal("1-2-3", Filter.Print("join", List(1, List(2, List(3))), "-"));
        Assert.Equal("a--b", Filter.Print("join", List("a", null, "b"), "-"));
        Assert.Equal("1,2,3", Filter.Print("join", (1, 3), ","));
        Assert.Equal("a", Filter.Print("join", "a", ","));
        Assert.Equal("", Filter.Print("join", null, ","));
        Assert.Equal("1.02.5", Filter.Print("join", List(1.0, 2.5), ""));
    }

    [Fact]
    public void Concat()
    {
        Assert.Equal("[1, 2, 3, [4]]", Show("concat", List(1, List(2)), new object[] { List(3, List(4)) }));
        Assert.Equal("concat filter requires an array argument", Assert.ThrowsAny<TemplateException>(() => Filter.Run("concat", List(1), 2)).Problem);
        Assert.Equal("concat filter requires an array argument", Assert.ThrowsAny<TemplateException>(() => Filter.Run("concat", List(1), (1, 2))).Problem);
    }

    [Fact]
    public void Filters_leave_their_input_alone()
    {
        var list = Filter.Of(List(3, 1, 2));
        foreach (var filter in (string[])["reverse", "sort", "sort_natural", "uniq", "compact"]) Filter.Run(filter, list);
        Assert.Equal("[3, 1, 2]", LiquidFormatter.Instance.ToText(list));
    }

    [Fact]
    public void Reverse() => Assert.Equal("[3, 2, 1]", Show("reverse", List(1, 2, 3)));

    [Fact]
    public void Uniq_keeps_1_and_1_point_0_apart()
    {
        Assert.Equal("[1, 1.0, \"1\", nil]", Show("uniq", List(1, 1.0, 1, "1", "1", null, null)));
        Assert.Equal("[{\"a\"=>1, \"b\"=>2}]", Show("uniq", List(Filter.Hash(("a", 1), ("b", 2)), Filter.Hash(("b", 2), ("a", 1)))));
        Assert.Equal("[{\"a\"=>1}, {\"a\"=>2}]", Show("uniq", List(Filter.Hash(("a", 1)), Filter.Hash(("a", 2)), Filter.Hash(("a", 1))), "a"));
        Assert.Equal("", Show("uniq", List([null]), "a"));
    }

    [Fact]
    public void Uniq_of_large_hashes_takes_linear_time()
    {
        var rows = Enumerable.Range(0, 2_000).Select(row => (object)Filter.Hash([.. Enumerable.Range(0, 20).Select(column => ((object?)$"c{column}", (object?)(row + column)))])).ToArray();
        var context = new TestFilterContext();
        Assert.Equal("2000", Filter.Print("size", Filter.Run(context, "uniq", rows)));
        Assert.Equal(2_000, rows.Select(row => SameValue.Instance.GetHashCode((Value)row)).Distinct().Count());
    }

    [Fact]
    public void Compact()
    {
        Assert.Equal("[1, false, \"\"]", Show("compact", List(1, null, false, "")));
        Assert.Equal("[{\"a\"=>1}]", Show("compact", List(Filter.Hash(("a", 1)), Filter.Hash(("b", 1))), "a"));
    }

    [Fact]
    public void Sum()
    {
        Assert.Equal("0.6", Filter.Print("sum", List(0.1, 0.2, 0.3)));
        Assert.Equal("6", Filter.Print("sum", List(1, "2", List(3), null, true)));
        Assert.Equal("0", Filter.Print("sum", List()));
        Assert.Equal("3", Filter.Print("sum", List(Filter.Hash(("n", 1)), Filter.Hash(("n", "2")), Filter.Hash()), "n"));
        Assert.Equal("cannot select the property 'n'", Assert.ThrowsAny<TemplateException>(() => Filter.Run("sum", List(1), "n")).Problem);
    }

    [Fact]
    public void Default()
    {
        Assert.Equal("x", Filter.Print("default", null, "x"));
        Assert.Equal("x", Filter.Print("default", false, "x"));
        Assert.Equal("x", Filter.Print("default", "", "x"));
        Assert.Equal("x", Filter.Print("default", List(), "x"));
        Assert.Equal("x", Filter.Print("default", Filter.Hash(), "x"));
        Assert.Equal("0", Filter.Print("default", 0, "x"));
        Assert.Equal(" ", Filter.Print("default", " ", "x"));
        Assert.Equal("", Filter.Print("default", null));
        var kept = Filter.Named("default").Invoke(new TestFilterContext(), Value.False, new([Value.FromString("x")], [Value.True], ["allow_false"]));
        Assert.Equal("false", Filter.Print(kept));
    }

    [Theory]
    [InlineData("a😀b", "3")]
    [InlineData("", "0")]
    [InlineData(5, "8")]
    [InlineData(5.5, "0")]
    [InlineData(null, "0")]
    [InlineData(true, "0")]
    public void Size(object? input, string expected) => Assert.Equal(expected, Filter.Print("size", input));

    [Fact]
    public void Size_of_lists()
    {
        Assert.Equal("2", Filter.Print("size", List(1, List(2))));
        Assert.Equal("5", Filter.Print("size", (1, 5)));
        Assert.Equal("0", Filter.Print("size", (5, 1)));
        Assert.Equal("1", Filter.Print("size", Filter.Hash(("a", 1))));
        Assert.Equal("3", Filter.Print("size", Value.From(Enumerable.Range(0, 3))));
    }

    [Theory]
    [InlineData("hello", 1, 3, "ell")]
    [InlineData("hello", -3, 2, "ll")]
    [InlineData("hello", 5, 1, "")]
    [InlineData("hello", 6, 1, "")]
    [InlineData("hello", -6, 1, "")]
    [InlineData("hello", 0, -1, "")]
    [InlineData("hello", 1, 999, "ello")]
    [InlineData("a😀b😀c", 1, 3, "😀b😀")]
    [InlineData("hello", "1", "2", "el")]
    [InlineData("hello", long.MaxValue, long.MaxValue, "")]
    [InlineData("hello", 0, long.MaxValue, "hello")]
    [InlineData(12345, 1, 2, "23")]
    [InlineData(null, 0, 2, "")]
    public void Slice(object? input, object offset, object length, string expected) => Assert.Equal(expected, Filter.Print("slice", input, offset, length));

    [Fact]
    public void Slices_of_lists()
    {
        Assert.Equal("[2]", Show("slice", List(1, 2, 3), 1));
        Assert.Equal("[2, 3]", Show("slice", List(1, 2, 3), -2, 5));
        Assert.Equal("[]", Show("slice", List(1, 2, 3), 4, 5));
        Assert.Equal("invalid integer", Assert.ThrowsAny<TemplateException>(() => Filter.Run("slice", "a", "x")).Problem);
    }

    [Fact]
    public void Ends()
    {
        Assert.Equal("1", Filter.Print("first", List(1, 2)));
        Assert.Equal("2", Filter.Print("last", List(1, 2)));
        Assert.Equal("", Filter.Print("first", List()));
        Assert.Equal("😀", Filter.Print("first", "😀a"));
        Assert.Equal("😀", Filter.Print("last", "a😀"));
        Assert.Equal("", Filter.Print("last", ""));
        Assert.Equal("5", Filter.Print("last", (1, 5)));
        Assert.Equal("a1", Filter.Print("first", Filter.Hash(("a", 1))));
        Assert.Equal("", Filter.Print("first", 5));
    }
}
