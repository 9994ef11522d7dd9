using System.Text;
using System.Text.RegularExpressions;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments.Explain;

/// <summary>The explanation as a comment behind the page: no key or tag breaks out of it, and it is never stored.</summary>
public sealed class HtmlCommentTests
{
    [Theory]
    [InlineData("-->")]
    [InlineData("--!>")]
    [InlineData("--><script>alert(1)</script><!--")]
    [InlineData("<!-- -- --")]
    [InlineData("a--b---c-")]
    [InlineData("\u0000\n-->")]
    [InlineData("&#45;&#45;&gt;")]
    public async Task No_key_or_tag_breaks_out_of_the_comment(string text)
    {
        var site = new Site(("page", "<% cache x, tags: list %>a<% endcache %>"));
        var model = new { x = text, list = new[] { text } };
        await ShowAsync(site, model);
        await site.Caches.RemoveByTagAsync(text);
        var comment = await ShowAsync(site, model);
        Assert.Contains("invalidated", comment, StringComparison.Ordinal);
        // What HTML ends a comment by, XML's stricter rule included, stands once: at its end.
        Assert.Equal(comment.Length - "-->\n".Length, comment.IndexOf('>', StringComparison.Ordinal) - 2);
        Assert.Equal(1, Regex.Count(comment, "<"));
        Assert.Equal(2, Regex.Count(comment, "--"));
    }

    [Fact]
    public async Task It_says_each_section_below_the_one_that_it_stands_in()
    {
        var site = new Site(("page", "<% cache 1 %><% cache 2 %>a<% endcache %><% endcache %>"));
        var page = await site.Renderer.RenderPageAsync("page", null, "k", request: new() { Explain = true });
        Assert.Equal(
            "\n<!-- rendered in 0 ms\n  page page.liquid &#34;k&#34;: made (absent), 1 bytes\n  page.liquid(1,1) 1: made (absent), 1 bytes\n    page.liquid(1,14) 2: made (absent), 1 bytes\n-->\n".Replace("&#34;", "\"", StringComparison.Ordinal),
            Encoding.UTF8.GetString(page.Report.ToHtmlComment()));
    }

    private static async Task<string> ShowAsync(Site site, object model) =>
        Encoding.UTF8.GetString((await site.Renderer.RenderPageAsync("page", model, request: new() { Explain = true })).Report.ToHtmlComment());
}
