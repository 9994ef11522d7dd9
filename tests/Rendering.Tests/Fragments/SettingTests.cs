using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>What templates and calls may say of a cache's life and store.</summary>
public sealed class SettingTests
{
    [Theory]
    [InlineData("300000000000")]
    [InlineData("9223372036854775807")]
    [InlineData("300000000000.5")]
    [InlineData("90000000000000.5")]
    [InlineData("'90000000000000'")]
    [InlineData("'never'")]
    public async Task An_expire_past_the_last_date_is_never(string expire)
    {
        var site = new Site(("page", "<% cache expire: " + expire + " %>{{ x }}<% endcache %>"));
        Assert.Equal("1", await site.RenderAsync("page", new { x = 1 }));
        site.Time.Advance(1_000_000_000);
        Assert.Equal("1", await site.RenderAsync("page", new { x = 2 }));
        Assert.Equal(DateTimeOffset.MaxValue, (await site.PageAsync("page")).Rendition.FreshUntil);
    }

    [Theory]
    [InlineData(10_000_000)]
    [InlineData(2_920_000)]
    [InlineData(10_675_199)]
    public async Task A_page_s_expire_past_the_last_date_is_never(int days)
    {
        var site = new Site(("page", "{{ x }}"));
        for (var x = 1; x < 3; x++)
        {
            var page = await site.PageAsync("page", new { x = 1 }, expire: TimeSpan.FromDays(days));
            Assert.Equal((x == 2, 1, DateTimeOffset.MaxValue), (page.Report.PageHit, page.Utf8.Length, page.Rendition.FreshUntil));
            site.Time.Advance(1_000_000_000);
        }
    }

    [Theory]
    [InlineData("expire: soon")]
    [InlineData("expire: 'soon'")]
    [InlineData("expire: '-1'")]
    [InlineData("expire: -1")]
    [InlineData("expire: -1.5")]
    public async Task An_expire_that_is_none_says_what_to_give(string setting)
    {
        var site = new Site(("page", "<% cache " + setting + " %>x<% endcache %>"));
        Assert.Contains("expire", (await Assert.ThrowsAnyAsync<TemplateException>(() => site.RenderAsync("page", new { soon = true }))).Problem);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("list")]
    public async Task A_type_that_is_no_name_says_what_to_give(string type)
    {
        var site = new Site(("page", "<% cache type: " + type + " %>x<% endcache %>"));
        var error = await Assert.ThrowsAsync<TemplateRenderException>(() => site.RenderAsync("page", new { list = new[] { "memory" } }));
        Assert.Contains("\"memory\"", error.Problem);
        Assert.Equal(1, error.Location!.Line);
    }

    [Fact]
    public async Task A_type_of_nil_is_the_configured_one()
    {
        var site = new Site(("page", "<% cache type: nil %>{{ x }}<% endcache %><% cache type: late %>{{ x }}<% endcache %>"));
        Assert.Equal("11", await site.RenderAsync("page", new { x = 1, late = Task.FromResult("memory") }));
        Assert.Equal("11", await site.RenderAsync("page", new { x = 2, late = Task.FromResult("memory") }));
    }
}
