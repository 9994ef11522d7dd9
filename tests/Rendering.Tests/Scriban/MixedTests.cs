using Rendering.Tests.Support;

namespace Rendering.Tests.Scriban;

/// <summary>Pages of both built-in languages share their variables: an include runs in the same frame, whichever language it is in.</summary>
public sealed class MixedTests
{
    [Fact]
    public async Task A_Liquid_page_includes_a_Scriban_partial_and_both_see_the_same_variables() =>
        Assert.Equal("1 (1 2 &lt;a&gt;) 5", await new Site(
            ("page.liquid", "{% assign y = 2 %}{{ x }} {% include 'box', z: '<a>' %} {{ w }}"),
            ("box.scriban", "({{ x }} {{ y }} {{ z }}){{ w = 5 }}")).RenderAsync("page.liquid", new { x = 1 }));

    [Fact]
    public async Task A_Scriban_page_includes_a_Liquid_partial_and_both_see_the_same_variables() =>
        Assert.Equal("(1 2 3) 5", await new Site(
            ("page.scriban", "{{ y = 2; for i in 3..3; include 'box'; end }} {{ w }}"),
            ("box.liquid", "({{ x }} {{ y }} {{ i }}){% assign w = 5 %}")).RenderAsync("page.scriban", new { x = 1 }));

    [Fact]
    public async Task A_Liquid_page_renders_a_Scriban_partial_with_nothing_but_its_arguments() =>
        Assert.Equal("(2 )", await new Site(
            ("page.liquid", "{% render 'box', z: 2 %}"), ("box.scriban", "({{ z }} {{ x }})")).RenderAsync("page.liquid", new { x = 1 }));

    [Fact]
    public async Task A_loop_over_an_argument_s_name_reads_its_own_items() =>
        Assert.Equal("12|a", await new Site(
            ("page.liquid", "{% include 'box', item: 'a' %}"), ("box.scriban", "{{ for item in [1, 2]; item; end }}|{{ item }}")).RenderAsync("page.liquid"));

    [Fact]
    public async Task A_break_in_a_Scriban_partial_and_a_ret_end_nothing_around_it() =>
        Assert.Equal("[a]1[a]2", await new Site(
            ("page.liquid", "{% for i in (1..2) %}{% include 'box' %}{{ i }}{% endfor %}"), ("box.scriban", "[a{{ for x in 1..3; break; end }}]{{ ret }}never")).RenderAsync("page.liquid"));

    [Fact]
    public async Task A_function_of_a_Scriban_include_is_called_by_the_page_after_it() =>
        Assert.Equal("<2>", await new Site(
            ("page.scriban", "{{ include 'lib'; box 2 }}"), ("lib.scriban", "{{ func box }}<{{ $0 }}>{{ end }}")).RenderAsync("page.scriban"));

    [Fact]
    public async Task A_function_handed_to_an_isolated_partial_sees_the_partial_s_variables() =>
        Assert.Equal("(inner)", await new Site(
            ("page.liquid", "{% include 'lib' %}{% assign x = 'outer' %}{% render 'box', f: show %}"),
            ("lib.scriban", "{{ func show }}({{ x }}){{ end }}"), ("box.scriban", "{{ x = 'inner'; f }}")).RenderAsync("page.liquid"));

    [Fact]
    public async Task Local_variables_are_the_template_s_own()
    {
        var site = new Site(("page.scriban", "{{ $a = 1; include 'box' 5; $a }}{{ $1 }}"), ("box.scriban", "({{ $a }}{{ $a = 2; $1 }})"));
        Assert.Equal("(5)1", await site.RenderAsync("page.scriban"));
    }

    [Fact]
    public async Task Arguments_of_an_include_are_positional_and_named() =>
        Assert.Equal("box 1 2 x", await new Site(
            ("page.scriban", "{{ include 'box' 1 2 name: 'x' }}"), ("box.scriban", "{{ $0 }} {{ $1 }} {{ $2 }} {{ $.name }}")).RenderAsync("page.scriban"));

    [Fact]
    public async Task An_include_as_a_value_is_its_text_and_is_not_escaped_twice() =>
        Assert.Equal("<b>&lt;</b>!", await new Site(
            ("page.scriban", "{{ t = include 'box'; t + '!' }}"), ("box.scriban", "<b>{{ x }}</b>")).RenderAsync("page.scriban", new { x = "<" }));

    [Fact]
    public async Task A_layout_may_be_of_the_other_language() =>
        Assert.Equal("<h|5>", await new Site(
            ("page.scriban", "{{ layout 'main.liquid' }}{{ section head }}h{{ end }}{{ x = 5; x }}"), ("main.liquid", "<{% rendersection head %}|{% renderbody %}>")).RenderAsync("page.scriban"));

    [Fact]
    public async Task Every_extension_of_the_language_is_known()
    {
        var site = new Site(("a.scriban", "{{ 1 + 1 }}"), ("a.sbn", "{{ 1 + 2 }}"), ("a.scriban-html", "{{ 1 + 3 }}"), ("a.sbn-html", "{{ '<' }}"), ("a.txt.sbn", "{{ '<' }}"));
        Assert.Equal(["2", "3", "4", "&lt;", "<"], await Task.WhenAll(new[] { "a.scriban", "a.sbn", "a.scriban-html", "a.sbn-html", "a.txt.sbn" }.Select(name => site.RenderAsync(name))));
    }
}
