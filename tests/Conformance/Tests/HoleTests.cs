using Conformance.Engines;

namespace Conformance.Tests;

public sealed class HoleTests
{
    private const string O = "<% nocache %>", C = "<% endnocache %>";

    [Theory]
    [InlineData("a{{ x }}b{{ '}' }}", $"a{O}{{{{ x }}}}{C}b{{{{ '}}' }}}}")]
    [InlineData("{% if x %}{{ x }}{% endif %}", $"{{% if x %}}{O}{{{{ x }}}}{C}{{% endif %}}")]
    [InlineData("a {{- x -}} b", "a <%- nocache %>{{- x -}}<% endnocache -%> b")]
    [InlineData("{%- echo x %}{% echo 1 -%}", "<%- nocache %>{%- echo x %}<% endnocache %><% nocache %>{% echo 1 -%}<% endnocache -%>")]
    [InlineData("{% raw %}{{ x }}{% endraw %}{% comment %}{% comment %}{% endcomment %}{{ x }}{% endcomment %}{% # {{ %}", null)]
    [InlineData("{% doc %}{{ x }}{% enddoc %}{% assign y = '{{ x }}' %}{% liquid echo x %}", null)]
    public void Each_output_of_Liquid_and_nothing_else_is_put_in_a_hole(string template, string? punched) =>
        Assert.Equal(punched ?? template, LiquidHoles.Punch(template));

    [Theory]
    [InlineData("a{{ x }}b", $"a{O}{{{{ x }}}}{C}b")]
    [InlineData("{{ if x }}{{ '}}' }}{{ else }}{{ 1 + 2 }}{{ end }}", $"{{{{ if x }}}}{O}{{{{ '}}}}' }}}}{C}{{{{ else }}}}{O}{{{{ 1 + 2 }}}}{C}{{{{ end }}}}")]
    [InlineData("a {{- x ~}} b", "a {{-}}<% nocache %>{{- x ~}}<% endnocache %>{{ ~}} b")]
    [InlineData("{%{ {{ x }} }%}{{ x = 1 }}{{ # x }}{{ x\ny }}{{ if x; x; end }}", null)]
    public void Each_output_of_Scriban_that_is_alone_in_its_braces_is_put_in_a_hole(string template, string? punched) =>
        Assert.Equal(punched ?? template, ScribanHoles.Punch(template));
}
