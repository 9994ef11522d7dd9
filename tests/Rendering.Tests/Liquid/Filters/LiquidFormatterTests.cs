using Rendering.Liquid;
using Rendering.Output;
using Rendering.Values;

namespace Rendering.Tests.Liquid.Filters;

public class LiquidFormatterTests
{
    [Theory]
    [InlineData(5.0, "5.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(123456.789, "123456.789")]
    [InlineData(100000000000000.0, "100000000000000.0")]
    [InlineData(1e15, "1.0e+15")]
    [InlineData(1.2345678901234568e165, "1.2345678901234568e+165")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1.0e-05")]
    [InlineData(-1.5e-7, "-1.5e-07")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(double.Epsilon, "5.0e-324")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Floats(double number, string expected)
    {
        Assert.Equal(expected, Filter.Print(Value.FromFloat(number)));
        Assert.Equal(expected, RubyFloat.ToText(number));
    }

    [Fact]
    public void Any_float_reads_back_as_itself()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var number = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (!double.IsFinite(number)) continue;
            Assert.Equal(number, double.Parse(RubyFloat.ToText(number), System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(number, ExactNumber.From(number).ToDouble());
        }
    }

    [Fact]
    public void Scalars()
    {
        Assert.Equal("", Filter.Print(Value.Nil));
        Assert.Equal("true", Filter.Print(Value.True));
        Assert.Equal("", Filter.Print(Value.Empty));
        Assert.Equal("1..5", Filter.Print(Value.FromRange(1, 5)));
        Assert.Equal("5.00", Filter.Print(Value.FromDecimal(5.00m)));
        Assert.Equal("http://localhost/?a=1&amp;b", Filter.Print(Value.From(new Uri("http://localhost/?a=1&b")), escape: true));
        Assert.Equal("&lt;host&gt;", Filter.Print(Value.From(new Host()), escape: true));
    }

    private sealed class Host
    {
        public override string ToString() => "<host>";
    }

    [Fact]
    public void Lists_print_their_items_and_hashes_show_themselves()
    {
        Assert.Equal("1ab2.0", Filter.Print(Filter.Of(new object?[] { 1, "a", null, new object[] { "b", 2.0 } })));
        Assert.Equal("{\"a\"=>1, 2=>[nil, \"x\"]}", Filter.Print(Filter.Hash(("a", 1), (2, new object?[] { null, "x" }))));
        Assert.Equal("{&quot;a&quot;=&gt;&quot;&lt;&quot;}", Filter.Print(Filter.Hash(("a", "<")), escape: true));
        Assert.Equal("{\"b\"=>true}", Filter.Print(Value.From(new Dictionary<string, bool> { ["b"] = true })));
        Assert.Equal("12", Filter.Print(Value.From(new List<int> { 1, 2 })));
    }

    [Fact]
    public void Text_in_lists_is_quoted_as_in_Ruby() =>
        Assert.Equal("[\"a\\\"\\\\\\n\\t\\e\\u0001\\x7F\\#{x} #x ü😀\"]", LiquidFormatter.Instance.ToText(Filter.Of(new object[] { "a\"\\\n\t\u001b\u0001\u007f#{x} #x ü😀" })));

    [Fact]
    public void A_hash_inside_itself_does_not_hang()
    {
        var hash = new ValueHash();
        hash["self"] = Value.FromReference(hash);
        Assert.Equal("{\"self\"=>{...}}", Filter.Print(Value.FromReference(hash)));
    }

    [Fact]
    public void Lists_that_share_lists_meet_a_bound()
    {
        var list = Filter.Of(Array.Empty<object>());
        for (var i = 0; i < 20; i++) list = Value.FromArray(list, list);
        Assert.Throws<LimitException>(() => Filter.Print(list));
    }
}
