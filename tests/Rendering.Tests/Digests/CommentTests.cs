using Rendering.Templates;
using Rendering.Tests.Support;

namespace Rendering.Tests.Digests;

/// <summary>Promise 10: an edit inside a comment, and of nothing else, keeps the digest and what was made.</summary>
public sealed class CommentTests
{
    public static TheoryData<string, string, string> Edits => new()
    {
        { "page.liquid", "a{% comment %}1{% endcomment %}b", "a{% comment %}{% include 'x' %}\n\n{{ y | }}{% endcomment %}b" },
        { "page.liquid", "{%- comment -%}{% endcomment %}{{ x }}", "{%- comment -%}{% comment %}{% endcomment %}{% raw %}{% endraw %}{% endcomment %}{{ x }}" },
        { "page.liquid", "{% # one %}{{ x }}", "{% # {{ y }}\n # two %}{{ x }}" },
        { "page.liquid", "{%- # one -%} a", "{%- # -%} a" },
        { "page.liquid", "{% doc %}1{% enddoc %}a", "{% doc %}{{ 2 }}{% enddoc %}a" },
        { "page.liquid", "{% liquid\n # one\n echo x\n comment\n one\n endcomment\n echo x %}", "{% liquid\n # {{ two }}\n echo x\n comment\n  if y\n endcomment\n echo x %}" },
        { "page.scriban", "{{ # one }}{{ x }}", "{{ # include 'two' }}{{ x }}" },
        { "page.scriban", "{{ x # one\n x }}", "{{ x # two three\n x }}" },
        { "page.scriban", "{{ ## one ## x }}a", "{{ ## two\n\n}} ## x }}a" },
        { "page.scriban", "a {{~ # one -}} b", "a {{~ # -}} b" },
        { "page.scriban", "<% cache 1, # one\n x %>a<% endcache %>", "<% cache 1, # x: 2\n x %>a<% endcache %>" },
    };

    public static TheoryData<string, string, string> Changes => new()
    {
        { "page.liquid", "a {%- comment -%}1{% endcomment %} b", "a {%- comment -%}1{%- endcomment -%} b" },
        { "page.liquid", "a {% # 1 %} b", "a {% # 1 -%} b" },
        { "page.liquid", "{% comment %}a{% endcomment %}b", "{% comment %}{% endcomment %}ab" },
        { "page.liquid", "{% raw %}{% comment %}1{% endcomment %}{% endraw %}", "{% raw %}{% comment %}2{% endcomment %}{% endraw %}" },
        { "page.liquid", "{{ '# 1' }}", "{{ '# 2' }}" },
        { "page.liquid", "<!-- 1 -->", "<!-- 2 -->" },
        { "page.scriban", "{{ # one\n x }}", "{{ # one x\n}}" },
        { "page.scriban", "{{ '# 1' }}", "{{ '# 2' }}" },
        { "page.scriban", "a {{ # 1 }} b", "a {{ # 1 -}} b" },
        { "page.scriban", "{%{{{ # 1 }}}%}", "{%{{{ # 2 }}}%}" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_inside_a_comment_keeps_the_digest(string name, string before, string after)
    {
        Assert.Equal(Digest(name, before), Digest(name, after));
        Assert.NotEqual(Digest(name, before), Digest(name, before + "!"));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void An_edit_of_anything_else_changes_it(string name, string before, string after) => Assert.NotEqual(Digest(name, before), Digest(name, after));

    [Theory]
    [InlineData("page.liquid", "{% comment %}1{% endcomment %}", "{% comment %}a longer one\n{% endcomment %}")]
    [InlineData("page.scriban", "{{ ## 1 ## }}", "{{ ## a longer one\n ## }}")]
    public async Task Sections_without_a_key_stay_theirs_when_a_comment_before_them_moves_them(string name, string before, string after)
    {
        const string Sections = "<% cache %>a{{ next }}<% endcache %><% cache %>b{{ next }}<% endcache %>";
        var site = new Site((name, before + Sections));
        var counter = new Counter();
        Assert.Equal("a1b2", await site.RenderAsync(name, counter));
        site[name] = after + Sections;
        Assert.Equal("a1b2", await site.RenderAsync(name, counter));
        site[name] = after + "<% cache %>b{{ next }}<% endcache %><% cache %>a{{ next }}<% endcache %>";
        Assert.Equal("b3a4", await site.RenderAsync(name, counter));
    }

    [Fact]
    public async Task A_comment_in_an_include_a_dynamic_include_and_a_layout_voids_nothing()
    {
        var site = new Site(
            ("page", "{% layout 'main' %}{% include 'part' %}{% include name %}{{ next }}"), ("part", "p{% # 1 %}"),
            ("dynamic", "d{% comment %}1{% endcomment %}"), ("main", "{% # 1 %}{% layout outer %}m{% renderbody %}"), ("outer.scriban", "{{ # 1 }}o{{ renderbody }}"));
        var model = new CountedNames();
        Assert.Equal("ompd1", await site.CachedAsync("page", model));
        site["part"] = "p{% # 2 %}";
        site["dynamic"] = "d{% comment %}2{% endcomment %}";
        site["main"] = "{% # 2 %}{% layout outer %}m{% renderbody %}";
        site["outer.scriban"] = "{{ # 2 }}o{{ renderbody }}";
        Assert.Equal("ompd1", await site.CachedAsync("page", model));
        site["outer.scriban"] = "{{ # 2 }}O{{ renderbody }}";
        Assert.Equal("Ompd2", await site.CachedAsync("page", model));
    }

    private static ulong Digest(string name, string text) =>
        new Renderer(new RendererOptions { Templates = new DictionaryTemplateSource(new Dictionary<string, string> { [name] = text }) }).VersionOf(name);

    private sealed class CountedNames
    {
        private int _reads;

        public int Next => ++_reads;

        public string Name => "dynamic";

        public string Outer => "outer";
    }
}
