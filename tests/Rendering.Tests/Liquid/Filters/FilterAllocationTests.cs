using Rendering.Liquid.Filters;
using Rendering.Output;
using Rendering.Values;

namespace Rendering.Tests.Liquid.Filters;

public class FilterAllocationTests
{
    private static readonly TestFilterContext Context = new() { EscapesOverride = true };
    private static readonly Value Text = Value.FromString("A text of some fifty characters & more, to be cut off somewhere.");

    [Fact]
    public void A_date_in_a_constant_format_is_written_without_an_allocation()
    {
        Value[] arguments = [Value.FromString("%Y-%m-%d")];
        var write = Filter.Named("date").Bind!(arguments)!.Value.Write!;
        var date = Value.FromDate(TestFilterContext.Clock);
        Assert.Equal(0, Allocated(output => write(Context, date, new(arguments), output, true)));
    }

    [Fact]
    public void Truncate_with_a_constant_length_writes_without_an_allocation()
    {
        Value[] arguments = [Value.FromInt(20)];
        var write = Filter.Named("truncate").Bind!(arguments)!.Value.Write!;
        Assert.Equal(0, Allocated(output => write(Context, Text, new(arguments), output, true)));
    }

    [Theory]
    [InlineData("escape")]
    [InlineData("upcase")]
    [InlineData("downcase")]
    [InlineData("append")]
    [InlineData("prepend")]
    public void Text_is_written_without_an_allocation(string filter)
    {
        Value[] arguments = filter.EndsWith("pend", StringComparison.Ordinal) ? [Value.FromString("!")] : [];
        var write = Filter.Named(filter).Write!;
        Assert.Equal(0, Allocated(output => write(Context, Text, new(arguments), output, true)));
    }

    [Fact]
    public void Prices_are_multiplied_without_an_allocation()
    {
        var price = Value.FromFloat(19.99);
        Assert.Equal(0, Allocated(_ => Arithmetic.Apply(ArithmeticOperator.Multiply, price, Value.FromInt(3))));
    }

    // The least of many rounds: what is not optimised yet may box.
    private static long Allocated(Action<Utf8Output> act)
    {
        using var output = new Utf8Output();
        var least = long.MaxValue;
        for (var round = 0; round < 1_000 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 50; i++)
            {
                output.Rewind(0);
                act(output);
            }
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
