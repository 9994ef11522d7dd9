using Rendering.Liquid.Filters;
using Rendering.Values;

namespace Rendering.Tests.Liquid.Filters;

public class FilterTableTests
{
    private static readonly object?[] Odd =
    [
        null, true, false, 0, -1, 7, long.MaxValue, long.MinValue, 1.5, -0.0, 1e300, double.NaN, double.NegativeInfinity, 2.50m, decimal.MaxValue,
        "", " ", "a b", "<b>&amp;</b>", "12", "-1.5", "2024-02-30 25:61", "now", "%Y%", "😀\ud83d", "\0", "99999999999999999999999",
        Value.Empty, Value.Blank, (1, 3), (3, 1), new object?[] { 1, "a", null, new object?[] { 2.5 } }, Filter.Hash(("a", 1), (1, null)),
        new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(-5)), new Uri("http://localhost/"), new object(), System.Numerics.BigInteger.Pow(10, 40),
    ];

    [Fact]
    public void Names_are_unique_and_in_order()
    {
        string[] names = [.. LiquidFilters.All.Select(filter => filter.Name)];
        Assert.Equal(names.Order(StringComparer.Ordinal).Distinct(), names);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whatever_it_is_given_a_filter_answers_or_complains_as_a_template_error(bool escapes)
    {
        var context = new TestFilterContext { EscapesOverride = escapes };
        foreach (var filter in LiquidFilters.All)
            foreach (var input in Odd)
                foreach (var argument in Odd.Where((_, at) => at % 3 == 0))
                {
                    object?[] arguments = [.. Enumerable.Repeat(argument, Math.Max(filter.MinArguments, Math.Min(1, filter.MaxArguments)))];
                    try
                    {
                        Filter.Print(context, filter.Name, input, arguments);
                    }
                    catch (TemplateException)
                    {
                    }
                }
    }

    [Fact]
    public void A_text_that_grows_without_end_is_stopped()
    {
        var context = new TestFilterContext { LimitsOverride = new TemplateLimits { StringLength = 1000 } };
        var text = new string('&', 600);
        foreach (var (filter, arguments) in ((string, object[])[])[("append", [text]), ("prepend", [text]), ("replace", ["&", "aaa"]), ("replace", ["", "a\\0"]),
                     ("escape", []), ("escape_once", []), ("url_encode", []), ("replace_first", ["&", text]), ("replace_last", ["&", text])])
            Assert.Throws<LimitException>(() => Filter.Run(context, filter, text, arguments));
        Assert.Throws<LimitException>(() => Filter.Run(context, "join", new object[] { text, text }));
        Assert.Throws<LimitException>(() => Filter.Run(context, "date", 0, "%1000Y%1000Y"));
        Assert.Throws<LimitException>(() => Filter.Run(context, "newline_to_br", new string('\n', 600)));
    }

    [Fact]
    public void A_list_that_grows_without_end_is_stopped()
    {
        var context = new TestFilterContext { LimitsOverride = new TemplateLimits { LoopLength = 100 } };
        var list = Filter.Of(Enumerable.Range(0, 60).Select(i => (object)i).ToArray());
        Assert.Throws<LimitException>(() => Filter.Run(context, "concat", list, list));
        Assert.Throws<LimitException>(() => Filter.Run(context, "reverse", new object[] { list, list }));
        foreach (var (text, separator) in ((string, string)[])[(new string('x', 101), ""), (string.Concat(Enumerable.Repeat("x ", 101)), " "), (string.Concat(Enumerable.Repeat("x,", 101)), ",")])
            Assert.Throws<LimitException>(() => Filter.Run(context, "split", text, separator));
        Assert.Throws<LimitException>(() => Filter.Run(context, "join", (1, 1_000)));
    }
}
