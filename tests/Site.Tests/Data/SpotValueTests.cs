using static Site.Tests.Data.Shipped;

namespace Site.Tests.Data;

/// <summary>Values that a reader can check in any handbook.</summary>
public sealed class SpotValueTests
{
    [Theory]
    [InlineData("H", "1.0080")]
    [InlineData("C", "12.011")]
    [InlineData("Ge", "72.630")]
    [InlineData("Te", "127.60")]
    [InlineData("I", "126.90")]
    [InlineData("Au", "196.97")]
    [InlineData("U", "238.03")]
    [InlineData("Og", "294")]
    public void Mass(string symbol, string daltons) => Assert.Equal(daltons, By(symbol).Mass.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("H", 13.99, 20.27)]
    [InlineData("O", 54.36, 90.20)]
    [InlineData("Fe", 1811, 3134)]
    [InlineData("Cu", 1357.77, 2835)]
    [InlineData("Ga", 302.91, 2477)]
    [InlineData("W", 3695, 5828)]
    [InlineData("Au", 1337.33, 3129)]
    [InlineData("Hg", 234.32, 629.88)]
    [InlineData("Pb", 600.61, 2022)]
    public void Melting_and_boiling_point(string symbol, double melts, double boils) =>
        Assert.Equal(((decimal)melts, (decimal)boils), (By(symbol).MeltingPoint!.Value, By(symbol).BoilingPoint!.Value));

    [Theory]
    [InlineData("Li", 0.534)]
    [InlineData("Al", 2.70)]
    [InlineData("Fe", 7.87)]
    [InlineData("Hg", 13.5336)]
    [InlineData("Os", 22.587)]
    public void Density(string symbol, double gramsPerCubicCentimetre) => Assert.Equal((decimal)gramsPerCubicCentimetre, By(symbol).Density);

    [Theory]
    [InlineData("P", 1669, "Hennig Brand")]
    [InlineData("He", 1868, "Norman Lockyer")]
    [InlineData("Ra", 1898, "Marie Curie")]
    [InlineData("Re", 1925, "Ida Tacke")]
    [InlineData("Fr", 1939, "Marguerite Perey")]
    [InlineData("Nh", 2004, "Kosuke Morita")]
    public void Discovery(string symbol, int year, string discoverer)
    {
        Assert.Equal(year, By(symbol).Year);
        Assert.Contains(discoverer, By(symbol).Discoverer);
    }

    [Fact]
    public void Known_since_antiquity() => Assert.Equal(
        ["C", "S", "Fe", "Cu", "Ag", "Sn", "Sb", "Au", "Hg", "Pb"],
        Elements.Where(element => element.Year is null).Select(element => element.Symbol));

    [Fact]
    public void Two_elements_are_liquid_and_eleven_are_gases_at_room_temperature()
    {
        Assert.Equal(["Br", "Hg"], Elements.Where(element => element.Phase == "liquid").Select(element => element.Symbol));
        Assert.Equal(
            ["H", "He", "N", "O", "F", "Ne", "Cl", "Ar", "Kr", "Xe", "Rn"],
            Elements.Where(element => element.Phase == "gas").Select(element => element.Symbol));
    }

    [Fact]
    public void Nothing_is_denser_than_osmium_or_melts_later_than_tungsten()
    {
        Assert.Equal("Os", Elements.MaxBy(element => element.Density)!.Symbol);
        Assert.Equal("W", Elements.MaxBy(element => element.MeltingPoint)!.Symbol);
    }

    [Theory]
    [InlineData("alkali-metal", 6)]
    [InlineData("alkaline-earth-metal", 6)]
    [InlineData("metalloid", 6)]
    [InlineData("halogen", 5)]
    [InlineData("noble-gas", 6)]
    [InlineData("lanthanide", 15)]
    [InlineData("actinide", 15)]
    public void Size_of_a_family(string slug, int size) => Assert.Equal(size, Elements.Count(element => element.Category.Slug == slug));
}
