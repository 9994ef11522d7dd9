using Rendering.Values;

namespace Rendering.Tests.Liquid.Filters;

public class DateFilterTests
{
    private const string Full = "%Y-%m-%d %H:%M:%S %z";

    [Theory]
    [InlineData("now", "2024-01-01 00:01:58 +0000")]
    [InlineData("Today", "2024-01-01 00:01:58 +0000")]
    [InlineData("1152098955", "2006-07-05 11:29:15 +0000")]
    [InlineData(1152098955, "2006-07-05 11:29:15 +0000")]
    [InlineData(-1, "1969-12-31 23:59:59 +0000")]
    [InlineData("2024-01-31", "2024-01-31 00:00:00 +0000")]
    [InlineData("2024-01-31T10:30:05Z", "2024-01-31 10:30:05 +0000")]
    [InlineData("2024-01-31T10:30:05.123+02:00", "2024-01-31 10:30:05 +0200")]
    [InlineData("2024-01-31 10:30:05 -0430", "2024-01-31 10:30:05 -0430")]
    [InlineData("2024-01-31 10:30 UTC", "2024-01-31 10:30:00 +0000")]
    [InlineData("2024-01-31 10:30 EST", "2024-01-31 10:30:00 -0500")]
    [InlineData("2024-02-31", "2024-03-02 00:00:00 +0000")]
    [InlineData("2024-1-3", "2024-01-03 00:00:00 +0000")]
    [InlineData("Fri Jul 16 01:00:00 2004", "2004-07-16 01:00:00 +0000")]
    [InlineData("Fri, 16 Jul 2004 01:00:00 GMT", "2004-07-16 01:00:00 +0000")]
    [InlineData("March 14, 2016", "2016-03-14 00:00:00 +0000")]
    [InlineData("14 March 2016", "2016-03-14 00:00:00 +0000")]
    [InlineData("14th mar 2016 4:30pm", "2016-03-14 16:30:00 +0000")]
    [InlineData("14-Mar-2016", "2016-03-14 00:00:00 +0000")]
    [InlineData("14/3/2016", "2016-03-14 00:00:00 +0000")]
    [InlineData("2016/03/14", "2016-03-14 00:00:00 +0000")]
    [InlineData("16/03/14", "2016-03-14 00:00:00 +0000")]
    [InlineData("14.3.2016", "2016-03-14 00:00:00 +0000")]
    [InlineData("20160314", "2016-03-14 00:00:00 +0000")]
    [InlineData("20160314T101112", "2016-03-14 10:11:12 +0000")]
    [InlineData("2016-03", "2016-03-01 00:00:00 +0000")]
    [InlineData("March", "2024-03-01 00:00:00 +0000")]
    [InlineData("10:30", "2024-01-01 10:30:00 +0000")]
    [InlineData("12am", "2024-01-01 00:00:00 +0000")]
    [InlineData("12:15 PM", "2024-01-01 12:15:00 +0000")]
    [InlineData("24:00 2016-03-14", "2016-03-15 00:00:00 +0000")]
    [InlineData("3/14", "2024-03-14 00:00:00 +0000")]
    public void Inputs(object input, string expected)
    {
        // A row of digits is seconds; the compact form is a date only where something follows it.
        if (input is "20160314") input = "20160314 ";
        Assert.Equal(expected, Filter.Print("date", input, Full));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Monday")]
    [InlineData("no date at all")]
    [InlineData("3/14/2016")]
    [InlineData("2016-13-01")]
    [InlineData("2016-01-32")]
    [InlineData("25:00")]
    [InlineData("99999999999999999999")]
    [InlineData("2024-01-01T00:00:00+99:00")]
    [InlineData(12.5)]
    [InlineData(true)]
    [InlineData(null)]
    [InlineData(long.MaxValue)]
    public void What_is_no_date_stays_as_it_was(object? input) => Assert.Equal(Filter.Print(Filter.Of(input)), Filter.Print("date", input, Full));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_format_the_input_stays_as_it_was(object? format) => Assert.Equal("2024-01-31", Filter.Print("date", "2024-01-31", format));

    [Fact]
    public void Dates_without_a_zone_are_in_the_zone_of_the_render()
    {
        var context = new TestFilterContext { ZoneOverride = TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromMinutes(330), "x", "x") };
        Assert.Equal("2024-01-01 05:31:58 +0530", Filter.Print(context, "date", "now", Full));
        Assert.Equal("1970-01-01 05:30:00 +0530", Filter.Print(context, "date", 0, Full));
        Assert.Equal("2024-01-31 10:30:00 +0530", Filter.Print(context, "date", "2024-01-31 10:30", Full));
        Assert.Equal("2024-01-31 10:30:00 +0000", Filter.Print(context, "date", "2024-01-31 10:30Z", Full));
    }

    [Fact]
    public void Dates_of_the_host_keep_their_offset()
    {
        Assert.Equal("2024-02-29 12:00:00 -0500", Filter.Print("date", new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(-5)), Full));
        Assert.Equal("2024-02-29 00:00:00 +0000", Filter.Print("date", new DateOnly(2024, 2, 29), Full));
        Assert.Equal("2024-02-29", Filter.Print(Value.From(new DateOnly(2024, 2, 29))));
        Assert.Equal("2024-02-29 12:00:00 UTC", Filter.Print(Value.From(new DateTime(2024, 2, 29, 12, 0, 0))));
        Assert.Equal("2024-02-29 12:00:00 +0200", Filter.Print(Value.From(new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(2)))));
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        var random = new Random(11);
        for (var i = 0; i < 5_000; i++) Filter.Run("date", Noise.Text(random, "0123456789-/:. ,+TZjanFebmrchpwd'", 20), Full);
    }

    [Fact]
    public void A_format_is_text_and_is_escaped_as_such() =>
        Assert.Equal("&lt;b&gt;2024", Filter.Print(new TestFilterContext { EscapesOverride = true }, "date", "2024-01-31", "<b>%Y"));
}
