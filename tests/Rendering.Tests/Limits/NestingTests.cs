using Rendering.Tests.Support;

namespace Rendering.Tests.Limits;

/// <summary>Promise 23: nothing in a template or its data is so deep or long that it ends the process.</summary>
public sealed class NestingTests
{
    private const int Many = 100_000;

    // Long, not deep: enough to show what takes the square of it.
    private const int Long = 20_000;

    public static TheoryData<string, string> Deep => new()
    {
        { "if", Repeat("{% if true %}", Many) + "x" + Repeat("{% endif %}", Many) },
        { "unless", Repeat("{% unless false %}", Many) },
        { "for", Repeat("{% for i in (1..2) %}", Many) + Repeat("{% endfor %}", Many) },
        { "case", Repeat("{% case 1 %}{% when 1 %}", Many) },
        { "capture", Repeat("{% capture a %}", Many) + Repeat("{% endcapture %}", Many) },
        { "cache", Repeat("<% cache %>", Many) + Repeat("<% endcache %>", Many) },
        { "section", Repeat("{% section a %}", Many) },
        { "ifchanged", Repeat("{% ifchanged %}", Many) },
        { "tablerow", Repeat("{% tablerow i in (1..2) %}", Many) },
        { "comment", Repeat("{% comment %}", Many) },
        { "liquid", "{% liquid " + Repeat("liquid ", Many) + "assign x = 1 %}" },
        { "liquid lines", "{% liquid\n" + Repeat("if true\n", Many) + " %}" },
        { "parentheses", "{{ " + Repeat("(", Many) + "1..2" + Repeat(")", Many) + " }}" },
        { "ranges", "{{ " + Repeat("(1..", Many) + "1" + Repeat(")", Many) + " }}" },
        { "brackets", "{{ a" + Repeat("[a", Many) + Repeat("]", Many) + " }}" },
        { "bare brackets", "{{ " + Repeat("[", Many) + "a" + Repeat("]", Many) + " }}" },
        { "open brackets", "{{ a" + Repeat("[", Many) + " }}" },
        { "members", "{{ a" + Repeat(".b", Many) + " }}" },
        { "indexes", "{{ a" + Repeat("[0]", Many) + " }}" },
        { "filters", "{{ a " + Repeat("| upcase ", Many) + " }}" },
        { "filters with arguments", "{{ a " + Repeat("| append: a ", Long) + " }}" },
        { "assigned filters", "{% assign a = a " + Repeat("| upcase ", Long) + " %}" },
        { "and", "{% if true " + Repeat("and true ", Long) + "%}x{% endif %}" },
        { "or", "{% if a " + Repeat("or a ", Long) + "%}x{% endif %}" },
        { "cache if", "<% cache if: a " + Repeat("or a ", Many) + "%>x<% endcache %>" },
        { "elsif", "{% if a %}" + Repeat("{% elsif a %}", Long) + "x{% endif %}" },
        { "when", "{% case a %}" + Repeat("{% when a %}", Long) + "{% endcase %}" },
        { "when or", "{% case a %}{% when 1 " + Repeat("or 1 ", Many) + "%}{% endcase %}" },
        { "dashes", "{{ " + Repeat("-", Many) + "1 }}" },
        { "braces", Repeat("{{", Many) },
        { "angles", Repeat("<%", Many) },
        { "open tags", Repeat("{%", Many) },
        { "raw", Repeat("{% raw %}", Many) },
        { "cycle", "{% cycle " + Repeat("a, ", Long) + "a %}" },
        { "digits", "{{ " + Repeat("9", Many) + " }}" },
        { "quotes", "{{ " + Repeat("'a' ", Many) + " }}" },
        { "key", "<% cache " + Repeat("a, ", Long) + "a %>x<% endcache %>" },
        { "arguments", "{% render 'box', " + string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $"a{i}: 1")) + " %}" },
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public async Task Nothing_in_a_template_can_be_so_deep_or_long_that_the_process_ends(string what, string text)
    {
        Assert.NotNull(what);
        foreach (var mode in Enum.GetValues<Rendering.Liquid.LiquidMode>())
        {
            var site = new Site(options => options.Liquid.Mode = mode, ("page", text), ("box", "b"));
            // From a thread with the smallest usual stack.
            var error = await SmallStack.RunAsync(() => site.RenderAsync("page", new { a = 1 }));
            if (error is not null) Assert.IsAssignableFrom<TemplateException>(error);
        }
    }

    [Fact]
    public async Task Partials_deep_inside_blocks_and_conditions_do_not_end_the_process()
    {
        var text = Repeat("{% if true %}", 99) + "{% for i in (1..1) %}{% if a" + Repeat(" or a", 900) + " or true %}{% include 'page' %}{% endif %}{% endfor %}" + Repeat("{% endif %}", 99);
        var site = new Site(options => options.Limits = new TemplateLimits { BlockDepth = 200 }, ("page", text));
        Assert.IsAssignableFrom<LimitException>(await SmallStack.RunAsync(() => site.RenderAsync("page")));
    }

    [Theory]
    [InlineData("{% include 'page' %}")]
    [InlineData("{% render 'page' %}")]
    [InlineData("{% include 'page' for list %}")]
    [InlineData("{% capture a %}{% include 'page' %}{% endcapture %}")]
    [InlineData("{% layout 'page' %}")]
    [InlineData("<% cache n %>{% assign n = n | plus: 1 %}{% include 'page' %}<% endcache %>")]
    public async Task An_endless_include_is_an_error(string text) =>
        Assert.IsAssignableFrom<LimitException>(await SmallStack.RunAsync(() => new Site(("page", text)).RenderAsync("page", new { list = new[] { 1, 2 }, n = 0 })));

    [Fact]
    public async Task Data_that_contains_itself_does_not_end_the_process()
    {
        var list = new List<object?>();
        list.Add(list);
        var hash = new Dictionary<string, object?>();
        hash["self"] = hash;
        var model = new { list, hash, deep = Enumerable.Range(0, 20_000).Aggregate((object)1, (inner, _) => new object[] { inner }) };
        foreach (var filter in new[] { "", "| join", "| size", "| first", "| sort | size", "| uniq | size", "| compact | size", "| flatten", "| reverse", "| map: 'self'", "| where: 'self', list", "| append: 'x'", "| upcase", "| concat: list", "| default: 1", "| escape", "| json", "| sum", "| date: '%Y'", "| split: ','", "| strip_html", "| url_encode" })
            foreach (var name in new[] { "list", "hash", "deep" })
                foreach (var text in new[] { $"{{{{ {name} {filter} }}}}", $"{{% assign x = {name} {filter} %}}{{% if x == {name} or x contains {name} %}}y{{% endif %}}<% cache {name} %>x<% endcache %>" })
                {
                    var error = await SmallStack.RunAsync(() => new Site(options => options.Liquid.StrictFilters = false, ("page", text)).RenderAsync("page", model));
                    if (error is not null) Assert.IsAssignableFrom<TemplateException>(error);
                }
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
