using Rendering.Output;
using Rendering.Tests.Liquid.Filters;

namespace Rendering.Tests.Output;

public class DateFormatTests
{
    private static readonly DateTimeOffset Date = new DateTimeOffset(2006, 7, 5, 9, 4, 3, TimeSpan.FromMinutes(-210)).AddTicks(1_234_567);

    [Theory]
    [InlineData("%a %A %^a %#A %^B", "Wed Wednesday WED WEDNESDAY JULY")]
    [InlineData("%b %B %h", "Jul July Jul")]
    [InlineData("%c", "Wed Jul  5 09:04:03 2006")]
    [InlineData("%C %y %Y %G %g %V", "20 06 2006 2006 06 27")]
    [InlineData("%d %-d %e %_d %3d %03e", "05 5  5  5 005 005")]
    [InlineData("%D %F %x %v", "07/05/06 2006-07-05 07/05/06  5-JUL-2006")]
    [InlineData("%H %k %I %l %-H %-I", "09  9 09  9 9 9")]
    [InlineData("%j %-j %m %-m %_m", "186 186 07 7  7")]
    [InlineData("%M %S %L %N %3N %6N %12N", "04 03 123 123456700 123 123456 123456700000")]
    [InlineData("%p %P %#p %^P", "AM am am AM")]
    [InlineData("%r %R %T %X", "09:04:03 AM 09:04 09:04:03 09:04:03")]
    [InlineData("%s", "1152102843")]
    [InlineData("%u %w %U %W", "3 3 27 27")]
    [InlineData("%z %:z %::z %:::z", "-0330 -03:30 -03:30:00 -03:30")]
    [InlineData("%10z %_10z %-z %-:z", "-000000330       -330 -330 -3:30")]
    [InlineData("[%Z]", "[]")]
    [InlineData("%n%t%%", "\n\t%")]
    [InlineData("%10A|%-10A|%010a|%^10b", " Wednesday|Wednesday|0000000Wed|       JUL")]
    [InlineData("%12F|%^c", "  2006-07-05|WED JUL  5 09:04:03 2006")]
    [InlineData("%+", "Wed Jul  5 09:04:03  2006")]
    [InlineData("%Ey %Od %EY %Oy", "06 05 2006 06")]
    [InlineData("%Q %E %Ed %! %:Y %::::z % %", "%Q %E %Ed %! %:Y %::::z % %")]
    [InlineData("%-Q%5", "%-Q%5")]
    [InlineData("", "")]
    [InlineData("täglich", "täglich")]
    public void Directives(string format, string expected) => Assert.Equal(expected, Print(format, Date));

    [Theory]
    [InlineData("2024-01-01", "00 01 2024 01 12 12 AM 000 001 UTC")]
    [InlineData("2023-01-01", "01 00 2022 52 12 12 AM 000 001 UTC")]
    [InlineData("2020-12-31", "52 52 2020 53 12 12 AM 000 366 UTC")]
    public void Weeks_and_midnights(string day, string expected) =>
        Assert.Equal(expected, Print("%U %W %G %V %I %l %p %L %j %Z", new DateTimeOffset(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero)));

    [Fact]
    public void Early_years_have_four_digits_and_seconds_may_be_negative()
    {
        Assert.Equal("0033 00 33", Print("%Y %C %y", new DateTimeOffset(33, 4, 3, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal("-1|-0001", Print("%s|%5s", DateTimeOffset.UnixEpoch.AddSeconds(-1)));
    }

    [Theory]
    [InlineData("%Y-%m-%d")]
    [InlineData("at %H:%M:%S, %d.%m.%y (%Y)")]
    public void A_plain_format_prints_as_its_directives_do_one_by_one(string format)
    {
        foreach (var date in (DateTimeOffset[])[Date, new(33, 4, 3, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.MaxValue, DateTimeOffset.MinValue])
            // The offset keeps the format from being a plain one, and is taken off again.
            Assert.Equal(Print(format + "%z", date)[..^5], Print(format, date));
    }

    [Fact]
    public void Widths_are_bounded() => Assert.Equal(1024, Print("%99999999999999d", Date).Length);

    [Fact]
    public void No_format_makes_it_throw()
    {
        var random = new Random(2);
        for (var i = 0; i < 50_000; i++) Print(Noise.Text(random, "%%%%-0^#_:123456789aAbBcCdDeFgGhHIjklLmMnNOEpPrRsStTuUvVwWxXyYzZ+<ü", 12), Date);
    }

    [Fact]
    public void A_whole_date_is_written_without_an_allocation()
    {
        var format = DateFormat.Compile("%Y-%m-%d %H:%M:%S %z %A %e %B %T");
        using var output = new Utf8Output();
        for (var i = 0; i < 100; i++) Once();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Once();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Once()
        {
            output.Rewind(0);
            format.Write(Date, output, escape: true);
        }
    }

    private static string Print(string format, DateTimeOffset date) => DateFormat.Compile(format).ToText(date, 1_000_000);
}
