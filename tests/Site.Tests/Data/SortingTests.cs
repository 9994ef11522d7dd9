using static Site.Tests.Data.Shipped;

namespace Site.Tests.Data;

public sealed class SortingTests
{
    [Theory]
    [InlineData("mass", "desc", "Ts")]
    [InlineData("mass", null, "H")]
    [InlineData("density", "desc", "Os")]
    [InlineData("density", "asc", "H")]
    [InlineData("name", null, "Ac")]
    [InlineData("year", "asc", "C")]
    [InlineData(null, null, "H")]
    [InlineData("<script>", "sideways", "H")]
    public void A_query_names_a_column_and_a_direction(string? sort, string? dir, string first) =>
        Assert.Equal(first, Sorting.Parse(sort, dir).Apply(Elements)[0].Symbol);

    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public void What_is_not_known_comes_last_in_both_directions(string dir)
    {
        var known = Sorting.Parse("boiling", dir).Apply(Elements).Select(element => element.BoilingPoint is not null).ToList();
        Assert.Equal(known.OrderByDescending(value => value), known);
    }

    [Fact]
    public void Every_column_sorts_all_elements() => Assert.All(
        Column.All, column => Assert.Equal(118, Sorting.Parse(column.Key, "desc").Apply(Elements).Distinct().Count()));
}
