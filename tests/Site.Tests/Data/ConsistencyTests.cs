using static Site.Tests.Data.Shipped;

namespace Site.Tests.Data;

/// <summary>The columns agree with each other, and with what the atomic number alone determines.</summary>
public sealed class ConsistencyTests
{
    private const decimal RoomTemperature = 298.15m;

    [Fact]
    public void All_118_elements_are_there_in_order() =>
        Assert.Equal(Enumerable.Range(1, 118), Elements.Select(element => element.Number));

    [Fact]
    public void Symbols_names_and_notes_are_unique_and_symbols_are_one_or_two_letters()
    {
        Assert.Equal(118, Elements.Select(element => element.Symbol).Distinct().Count());
        Assert.Equal(118, Elements.Select(element => element.Slug).Distinct().Count());
        Assert.Equal(118, Elements.Select(element => element.Note).Distinct().Count());
        Assert.All(Elements, element => Assert.Matches("^[A-Z][a-z]?$", element.Symbol));
        Assert.All(Elements, element => Assert.Matches("^[a-z]+$", element.Slug));
    }

    [Fact]
    public void Period_group_and_block_follow_from_the_number() => Assert.All(Elements, element =>
    {
        var (period, group) = Place(element.Number);
        var block = group switch { null => "f", _ when element.Number == 2 => "s", <= 2 => "s", <= 12 => "d", _ => "p" };
        Assert.Equal((period, group, block), (element.Period, element.Group, element.Block));
    });

    [Fact]
    public void No_two_elements_share_a_cell_of_the_table() =>
        Assert.Equal(118, Elements.Select(element => (element.Row, element.Column)).Distinct().Count());

    [Fact]
    public void Nothing_boils_before_it_melts() => Assert.All(
        Elements.Where(element => element.MeltingPoint is not null && element.BoilingPoint is not null),
        element => Assert.True(element.MeltingPoint < element.BoilingPoint, element.Name));

    [Fact]
    public void What_sublimes_has_no_melting_point() => Assert.All(
        Elements.Where(element => element.Sublimes),
        element => Assert.True(element is { MeltingPoint: null, BoilingPoint: not null }, element.Name));

    [Fact]
    public void The_phase_agrees_with_the_melting_and_boiling_points() => Assert.All(
        Elements.Where(element => element.MeltingPoint is not null || element.BoilingPoint is not null),
        element => Assert.Equal(
            element.BoilingPoint < RoomTemperature ? "gas" : element.MeltingPoint < RoomTemperature ? "liquid" : "solid", element.Phase));

    [Fact]
    public void Gases_are_thin_and_everything_else_is_dense() => Assert.All(
        Elements.Where(element => element.Density is not null),
        element => Assert.InRange(element.Density!.Value, element.Phase == "gas" ? 0.00005m : 0.5m, element.Phase == "gas" ? 0.01m : 22.6m));

    [Fact]
    public void Values_are_in_their_ranges() => Assert.All(Elements, element =>
    {
        Assert.InRange(element.Mass, element.Number, 3m * element.Number);
        Assert.True(element.MeltingPoint is null or (> 10 and < 4000), element.Name);
        Assert.True(element.BoilingPoint is null or (> 4 and < 6000), element.Name);
        Assert.True(element.Year is null or 1250 or (>= 1669 and <= 2010), element.Name);
        Assert.Equal(element.Year is null, element.Discoverer is null);
        Assert.InRange(element.Note.Length, 80, 260);
    });

    [Fact]
    public void Masses_grow_with_the_number_but_for_the_known_inversions() => Assert.Equal(
        ["Ar", "Co", "Te", "Th", "U", "Pu", "Bh"],
        Elements.Zip(Elements.Skip(1)).Where(pair => pair.First.Mass > pair.Second.Mass).Select(pair => pair.First.Symbol));

    [Fact]
    public void An_element_without_a_visible_sample_has_no_measured_bulk_properties() => Assert.All(
        Elements.Where(element => element.Number >= 100 || element.Symbol is "At" or "Fr"),
        element => Assert.True(element is { Phase: null, Density: null, MeltingPoint: null, BoilingPoint: null }, element.Name));

    [Fact]
    public void Every_family_and_every_period_has_members_and_a_text()
    {
        Assert.All(Categories, category => Assert.Contains(Elements, element => element.Category == category));
        Assert.Equal(Enumerable.Range(1, 7), Periods.Select(period => period.Number));
        Assert.All(Categories, category => Assert.True(category.Text.Length > 80, category.Name));
        Assert.All(Periods, period => Assert.True(period.Text.Length > 80));
    }

    /// <summary>Period and group by the lengths of the rows: 2, 8, 8, 18, 18, 32, 32.</summary>
    private static (int Period, int? Group) Place(int number)
    {
        var period = 1;
        foreach (var length in (int[])[2, 8, 8, 18, 18, 32, 32])
        {
            if (number <= length)
            {
                var fromEnd = length - number;
                int? group = number <= 2 && number < length ? number : fromEnd < 16 ? 18 - fromEnd : null;
                return (period, group);
            }

            number -= length;
            period++;
        }

        throw new ArgumentOutOfRangeException(nameof(number));
    }
}
