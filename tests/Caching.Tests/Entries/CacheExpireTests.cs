namespace Caching.Tests.Entries;

public sealed class CacheExpireTests
{
    [Theory]
    [InlineData("60", 60)]
    [InlineData(" 0.5 ", 0.5)]
    [InlineData("0", 0)]
    public void Seconds_are_read(string text, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), CacheExpire.Parse(text).Span);
        Assert.Equal(CacheExpire.Parse(text), CacheExpire.Parse(CacheExpire.Parse(text).ToString()));
    }

    [Theory]
    [InlineData("never")]
    [InlineData("Never")]
    [InlineData("99999999999999999999")]
    public void Never_is_read(string text) => Assert.True(CacheExpire.Parse(text).IsNever);

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1,5")]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("60s")]
    public void Anything_else_is_an_error_that_says_what_to_give(string text) =>
        Assert.Contains("number of seconds", Assert.Throws<FormatException>(() => CacheExpire.Parse(text)).Message);

    [Fact]
    public void Seconds_spans_and_never_convert()
    {
        CacheExpire whole = 60, large = long.MaxValue, parts = 0.25, span = TimeSpan.FromMinutes(1), endless = TimeSpan.MaxValue;
        Assert.Equal(whole, span);
        Assert.True(large.IsNever && endless.IsNever && default(CacheExpire).IsNever);
        Assert.Equal(TimeSpan.FromMilliseconds(250), parts.Span);
        Assert.Equal("never", CacheExpire.Never.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => (CacheExpire)(-1));
    }
}
