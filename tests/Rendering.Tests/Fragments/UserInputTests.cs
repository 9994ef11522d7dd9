using System.Net;
using System.Text;
using Caching;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>A hole, a capture or a key made of user input can neither break out of its place nor collide.</summary>
public sealed class UserInputTests
{
    // What closes a place, what was used as a separator or a marker somewhere, and what is stored before text.
    private static readonly string[] Hostile =
    [
        "<% endnocache %>", "<% endcache %><% nocache %>{{ user }}", "{{ user }}", "{% raw %}", "{%% endraw %%}", "</render-hole>", "<esi:include src=\"/x\"/>",
        "<script>alert('x')</script>", "\"><img src=x>", "\0", "a\0b", "\u0001\uFFFE", "\r\nSet-Cookie: a=b", "s4:text", "l5:s3:ab", "n", "i1", "m<b>", "a||b", "a:b/c", "ä\U0001F600",
        "\uD800", "\uFFFD", "", " ", new('x', 5000),
    ];

    public static TheoryData<string, bool> Sites => new() { { ".liquid", false }, { ".liquid", true }, { ".sbn", false }, { ".sbn", true } };

    private static Site Of(bool bytes, params (string, string)[] templates)
    {
        var caches = new CacheManagerOptions();
        if (bytes) caches.AddStore("bytes", static _ => new SimpleByteStore()).DefaultType = "bytes";
        return new(caches, null, templates);
    }

    private static string Assign(string language, string name, string value) => language == ".sbn" ? $"{{{{ {name} = {value} }}}}" : $"{{% assign {name} = {value} %}}";

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Text_that_a_hole_captured_is_printed_as_it_is_outside_of_one_whatever_it_says(string language, bool bytes)
    {
        var site = Of(bytes, ("page" + language, $"<% cache text %>{Assign(language, "t", "text")}[<% nocache %>{{{{ t }}}}|{{{{ user }}}}<% endnocache %>]<% endcache %>"));
        foreach (var text in Hostile)
            for (var i = 0; i < 2; i++)
            {
                var page = await site.RenderAsync("page" + language, new Dictionary<string, object?> { ["text"] = text, ["user"] = "ann" });
                Assert.DoesNotContain('<', page);
                // Half of a character is none, and is printed as the sign for that.
                Assert.Equal($"[{text.Replace('\uD800', '\uFFFD')}|ann]", WebUtility.HtmlDecode(page));
            }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Captured_markup_stays_markup_and_what_was_escaped_in_it_stays_escaped(bool bytes)
    {
        var site = Of(bytes, ("page", "<% cache %>{% capture c %}<b>{{ text }}</b>{% endcapture %}{% assign t = text %}<% nocache %>{{ c }}{{ t }}<% endnocache %><% endcache %>"));
        for (var i = 0; i < 2; i++) Assert.Equal("<b>&lt;i&gt;</b>&lt;i&gt;", await site.RenderAsync("page", new { Text = "<i>" }));
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task What_fills_a_section_of_the_layout_stays_in_it(string language, bool bytes)
    {
        var section = language == ".sbn" ? "{{ section head }}{{ text }}{{ end }}" : "{% section head %}{{ text }}{% endsection %}";
        var layout = language == ".sbn" ? "{{ layout 'main.liquid' }}" : "{% layout 'main' %}";
        var site = Of(bytes, ("page" + language, $"{layout}<% cache text %>{section}body<% endcache %>"), ("main.liquid", "<{% rendersection head %}|{% renderbody %}>"));
        foreach (var text in Hostile)
            for (var i = 0; i < 2; i++)
            {
                var page = await site.RenderAsync("page" + language, new { Text = text });
                Assert.Equal(1, page.Count(static c => c == '<'));
                Assert.Equal($"<{text.Replace('\uD800', '\uFFFD')}|body>", WebUtility.HtmlDecode(page));
            }
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task No_two_keys_of_user_input_share_an_entry(string language, bool bytes)
    {
        var site = Of(bytes, ("page" + language, "<% cache a, b %>{{ n }}<% endcache %>"));
        var pairs = Hostile.SelectMany(static text => Enumerable.Range(0, Math.Min(text.Length, 12) + 1).Select(cut => (A: text[..cut], B: text[cut..])))
            .Concat(Hostile.Zip(Hostile.Skip(1), static (a, b) => (A: a, B: b))).Distinct().ToArray();
        for (var round = 0; round < 2; round++)
            for (var n = 0; n < pairs.Length; n++)
                Assert.Equal($"{n}", await site.RenderAsync("page" + language, new { pairs[n].A, pairs[n].B, N = n }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_two_pages_of_user_input_as_their_key_share_an_entry(bool bytes)
    {
        var site = Of(bytes, ("page", "{{ n }}"));
        for (var round = 0; round < 2; round++)
            for (var n = 0; n < Hostile.Length; n++)
                Assert.Equal($"{n}", await site.CachedAsync("page", new { N = n }, Hostile[n]));
    }

    [Fact]
    public async Task A_tag_of_user_input_in_a_list_is_one_tag()
    {
        var site = new Site(("page", "<% cache text, tags: tags %>{{ n }}<% endcache %>"));
        var n = 0;
        Task<string> RenderAsync(string text) => site.RenderAsync("page", new { Text = text, Tags = new[] { "user " + text }, N = ++n });
        var first = await RenderAsync("a,b");
        await site.Caches.RemoveByTagAsync(["a", "b", "user a", " b"]);
        Assert.Equal(first, await RenderAsync("a,b"));
        await site.Caches.RemoveByTagAsync("user a,b");
        Assert.NotEqual(first, await RenderAsync("a,b"));
    }

    [Fact]
    public async Task What_is_there_once_by_user_input_is_there_once_for_each()
    {
        var site = new Site(
            ("page", "{% layout 'main' %}{% for text in texts %}<% cache text %>{% section head, once: text %}{{ text | size }},{% endsection %}<% endcache %>{% endfor %}"),
            ("main", "{% rendersection head %}"));
        var expected = string.Concat(Hostile.Select(static text => $"{CharactersOf(text)},"));
        for (var i = 0; i < 2; i++) Assert.Equal(expected, await site.RenderAsync("page", new { Texts = Hostile.Concat(Hostile).ToArray() }));
    }

    // As the filter counts: a pair of surrogates is one.
    private static int CharactersOf(string text) => text.Length - text.Where((c, i) => char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1])).Count();

    [Theory]
    [InlineData(HoleMode.Client, "<render-hole src=\"", "\">x</render-hole>")]
    [InlineData(HoleMode.Esi, "<esi:include src=\"", "\"/>")]
    public async Task The_source_of_a_hole_stays_in_its_attribute(HoleMode mode, string before, string behind)
    {
        var site = new Site(("page", "<% cache text %><% nocache src: text %>x<% endnocache %><% endcache %>"));
        foreach (var text in Hostile)
            for (var i = 0; i < 2; i++)
            {
                var page = Encoding.UTF8.GetString((await site.Renderer.RenderPageAsync("page", new { Text = text }, request: new() { Holes = mode })).Utf8.Span);
                Assert.StartsWith(before, page, StringComparison.Ordinal);
                Assert.EndsWith(behind, page, StringComparison.Ordinal);
                var inside = page[before.Length..^behind.Length];
                Assert.DoesNotContain(inside, static c => c is '"' or '<' or '>');
                Assert.Equal(text.Replace('\uD800', '\uFFFD'), WebUtility.HtmlDecode(inside));
            }
    }
}
