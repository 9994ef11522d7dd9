using System.Net;

namespace Rendering.AspNetCore.Tests;

/// <summary>Bytes after the page that are no part of it.</summary>
public class AppendTests
{
    public static TheoryData<string> Forms => RenderTests.Forms;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task What_is_appended_counts_in_the_length_and_not_in_the_tag(string form)
    {
        await using var site = await Pages.StartAsync(new Pages { Name = "n" });
        var first = await site.GetAsync(form + "/tail");
        var second = await site.GetAsync(form + "/tail");
        var (one, two) = (await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Matches("^1112n<!-- made .* -->$", one);
        Assert.NotEqual(one, two);
        Assert.Equal($"{one.Length}", first.Header("Content-Length"));

        // Two bodies of one tag: the tag must not promise the same bytes.
        Assert.Equal(first.Header("ETag"), second.Header("ETag"));
        Assert.StartsWith("W/\"", first.Header("ETag"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_report_says_how_the_page_was_made(string form)
    {
        var pages = new Pages();
        await using var site = await Pages.StartAsync(pages);
        var response = await site.GetAsync(form + "/tail");
        var (page, report) = (pages.Last!, pages.Last!.Report);
        Assert.Equal((false, 2, 2), (report.PageHit, report.FragmentHits, report.FragmentMisses));
        Assert.Equal(response.Header("ETag"), $"W/\"{page.ETag}\"");

        await site.GetAsync(form + "/tail");
        Assert.NotSame(report, pages.Last.Report);
        Assert.Equal((true, 0, 0), (pages.Last.Report.PageHit, pages.Last.Report.FragmentHits, pages.Last.Report.FragmentMisses));
        Assert.Equal(page.ETag, pages.Last.ETag);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_HEAD_and_a_304_send_nothing_of_it(string form)
    {
        var pages = new Pages();
        await using var site = await Pages.StartAsync(pages);
        var get = await site.GetAsync(form + "/tail");
        var head = await site.SendAsync(HttpMethod.Head, form + "/tail");
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(get.Header("Content-Length"), head.Header("Content-Length"));

        var last = pages.Last;
        var match = await site.GetAsync(form + "/tail", ("If-None-Match", get.Header("ETag")!));
        Assert.Equal(HttpStatusCode.NotModified, match.StatusCode);
        Assert.Empty(await match.Content.ReadAsByteArrayAsync());
        Assert.Same(last, pages.Last);
    }
}
