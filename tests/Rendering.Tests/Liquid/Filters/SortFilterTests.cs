using Rendering.Liquid;

namespace Rendering.Tests.Liquid.Filters;

public class SortFilterTests
{
    private static string Show(string filter, object? input, params object?[] arguments) =>
        LiquidFormatter.Instance.ToText(Filter.Run(filter, input, arguments));

    private static object[] List(params object?[] items) => items!;

    [Fact]
    public void By_value()
    {
        Assert.Equal("[1, 2.5, 10, nil]", Show("sort", List(10, null, 2.5, 1)));
        Assert.Equal("[\"B\", \"a\", \"\uff5e\", \"😀\"]", Show("sort", List("😀", "a", "\uff5e", "B")));
        Assert.Equal("[1, 2, 3]", Show("sort", List(List(3, 1), 2)));
        Assert.Equal("[]", Show("sort", null));
    }

    [Fact]
    public void By_property_nil_comes_last()
    {
        var items = List(Filter.Hash(("n", 2)), Filter.Hash(("x", 0)), Filter.Hash(("n", 1)));
        Assert.Equal("[{\"n\"=>1}, {\"n\"=>2}, {\"x\"=>0}]", Show("sort", items, "n"));
        Assert.Equal("", Show("sort", List(null, 1.5), "n"));
    }

    [Fact]
    public void Natural_takes_the_letters_a_to_z_alike()
    {
        Assert.Equal("[\"a\", \"B\", \"c\", nil]", Show("sort_natural", List("c", null, "B", "a")));
        Assert.Equal("[1, 10, 2]", Show("sort_natural", List(10, 2, 1)));
    }

    [Fact]
    public void Values_of_two_kinds_are_refused() =>
        Assert.Equal("cannot sort values of incompatible types", Assert.ThrowsAny<TemplateException>(() => Filter.Run("sort", List(1, "a"))).Problem);

    [Fact]
    public void The_sort_is_stable()
    {
        var random = new Random(3);
        var items = Enumerable.Range(0, 999).Select(i => (Key: random.Next(20), i)).ToArray();
        var sorted = Filter.Run("sort", items.Select(item => (object)Filter.Hash(("k", item.Key), ("i", item.i))).ToArray(), "k");
        var order = LiquidFormatter.Instance.ToText(Filter.Run("map", sorted, "i"));
        Assert.Equal($"[{string.Join(", ", items.OrderBy(item => item.Key).Select(item => item.i))}]", order);
    }

    [Fact]
    public void Sorting_counts_as_work()
    {
        var context = new TestFilterContext();
        Filter.Run(context, "sort", Enumerable.Range(0, 1000).Reverse().Select(i => (object)i).ToArray());
        Assert.True(context.Steps >= 10_000);
    }
}
