using Caching.Stores.Files;

namespace Caching.Tests.Stores.Files;

public sealed class AgeHistogramTests
{
    [Theory]
    [InlineData(1, 9)]
    [InlineData(100, 9)]
    [InlineData(101, 8)]
    [InlineData(550, 4)]
    [InlineData(1000, 0)]
    public void The_age_of_the_oldest_bytes_is_found_to_a_quarter_of_a_doubling(long bytes, int day)
    {
        var ages = new AgeHistogram();
        for (var i = 0; i < 10; i++) ages.Add(TimeSpan.FromDays(Math.Pow(2, i)), 100);
        var oldest = TimeSpan.FromDays(Math.Pow(2, day));
        var cut = ages.CutOf(bytes);
        Assert.InRange(cut.From, oldest * 0.8, oldest);
        Assert.InRange(cut.To, oldest, oldest * 1.2);
        Assert.Equal(((bytes - 1) % 100) + 1, cut.Bytes);
    }

    [Fact]
    public void No_age_is_too_great_or_too_small()
    {
        var ages = new AgeHistogram();
        ages.Add(TimeSpan.MaxValue, 1);
        ages.Add(TimeSpan.FromDays(-100), 1);
        ages.Add(TimeSpan.Zero, 1);
        Assert.Equal(3, ages.Total);
        Assert.True(ages.CutOf(1).From > TimeSpan.FromDays(1_000_000));
        Assert.True(ages.CutOf(3).From < TimeSpan.FromDays(-100));
        Assert.True(ages.CutOf(long.MaxValue).From < TimeSpan.Zero);
    }
}
