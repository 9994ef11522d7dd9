using System.Globalization;
using System.Numerics;
using System.Text.Json;

using Conformance.Suites;

using Rendering.Values;

namespace Conformance.Tests;

public sealed class ModelReaderTests
{
    [Fact]
    public void Whole_numbers_and_floats_stay_apart()
    {
        Assert.Equal(1L, Read("1"));
        Assert.Equal(1.0, Read("1.0"));
        Assert.Equal(100.0, Read("1e2"));
        Assert.Equal(BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture), Read("123456789012345678901234567890"));
    }

    [Fact]
    public void Objects_keep_their_order() =>
        Assert.Equal(["b", "a", "c"], Assert.IsType<OrderedDictionary<string, object?>>(Read("""{"b":1,"a":2,"c":3}""")).Keys);

    [Fact]
    public void Values_that_JSON_lacks_are_typed()
    {
        Assert.Equal(new DateOnly(2001, 2, 3), Read("""{"$date":"2001-02-03"}"""));
        Assert.Equal(new DateTimeOffset(2006, 7, 5, 10, 0, 0, TimeSpan.FromHours(-4)), Read("""{"$time":"2006-07-05T10:00:00-04:00"}"""));
        Assert.Equal((1, 5), Assert.IsType<Value>(Read("""{"$range":[1,5]}""")).AsRange);
        Assert.Equal(double.NegativeInfinity, Read("""{"$float":"-Infinity"}"""));
        Assert.Equal(new Symbol("foo"), Read("""{"$symbol":"foo"}"""));
        Assert.Equal(1.50m, Read("""{"$decimal":"1.50"}"""));
        Assert.Equal("hé", Read("""{"$base64":"aMOp"}"""));
    }

    [Fact]
    public void Keys_of_a_hash_may_be_of_any_kind()
    {
        var hash = Assert.IsType<OrderedDictionary<object, object?>>(Read("""{"$hash":[[1,"a"],[1.0,"b"],[true,"c"],["1","d"]]}"""));
        Assert.Equal([1L, 1.0, true, "1"], hash.Keys);
    }

    [Fact]
    public void An_object_of_an_unknown_type_is_a_plain_object() =>
        Assert.Equal(["$drop"], Assert.IsType<OrderedDictionary<string, object?>>(Read("""{"$drop":"Money"}""")).Keys);

    private static object? Read(string json) => ModelReader.Read(JsonDocument.Parse(json).RootElement);
}
