using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using Caching.Entries;

namespace Caching.Tests.Entries;

public sealed class TextSerializerTests
{
    private static readonly SerializerTable Table = new(FrozenDictionary<Type, object>.Empty, JsonSerializerOptions.Default);

    [Theory]
    [InlineData(null, "00")]
    [InlineData("", "01")]
    [InlineData("tea", "01746561")]
    [InlineData("é€😀", "01C3A9E282ACF09F9880")]
    [InlineData("\ufeff", "01EFBBBF")]
    [InlineData("\0", "0100")]
    public void A_text_is_utf_8_and_one_that_has_none_comes_back_all_the_same(string? text, string bytes)
    {
        Assert.Equal(bytes, Convert.ToHexString(Written(text)));
        Assert.Equal(text, Table.Get<string?>().Read(Convert.FromHexString(bytes)));
    }

    // Not as data of a theory: the runner itself would lose the half pairs.
    [Fact]
    public void Half_a_surrogate_pair_is_kept()
    {
        Assert.Equal("02610000D8", Convert.ToHexString(Written("a\ud800")));
        Assert.Equal("\udc00\ud800", Table.Get<string>().Read(Written("\udc00\ud800")));
    }

    [Theory]
    [InlineData(5)]
    public void Any_text_comes_back(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Create(random.Next(9), random, static (text, random) =>
            {
                foreach (ref var unit in text) unit = (char)(random.Next(3) == 0 ? random.Next(0xd7f0, 0xe010) : random.Next(0x200));
            });
            Assert.Equal(text, Table.Get<string>().Read(Written(text)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0001")]
    [InlineData("01FF")]
    [InlineData("01EDA080")]
    [InlineData("0261")]
    [InlineData("03")]
    public void Bytes_that_are_no_text_are_an_error_of_the_read(string bytes) =>
        Assert.ThrowsAny<Exception>(() => Table.Get<string>().Read(Convert.FromHexString(bytes)));

    [Fact]
    public void Bytes_are_raw_in_each_of_their_types()
    {
        Assert.Equal([1, 1, 2], Written<byte[]>([1, 2]));
        Assert.Equal([0], Written<byte[]?>(null));
        Assert.Equal([1], Written<byte[]>([]));
        Assert.Equal([1, 2], Written<ReadOnlyMemory<byte>>(new byte[] { 1, 2 }));
        Assert.Equal([1, 2], Written<Memory<byte>>(new byte[] { 1, 2 }));
        Assert.Equal([1, 2], Table.Get<ReadOnlyMemory<byte>>().Read([1, 2]).ToArray());
        Assert.Equal([1, 2], Table.Get<Memory<byte>>().Read([1, 2]).ToArray());
        Assert.Equal([1, 2], Table.Get<byte[]>().Read([1, 1, 2]));
        Assert.Null(Table.Get<byte[]?>().Read([0]));
    }

    [Fact]
    public void Each_type_has_a_form_of_its_own()
    {
        string[] forms =
        [
            Table.Get<string>().Form, Table.Get<byte[]>().Form, Table.Get<ReadOnlyMemory<byte>>().Form, Table.Get<Memory<byte>>().Form,
            Table.Get<int>().Form, Table.Get<long>().Form, Table.Get<List<int>>().Form,
        ];
        Assert.Equal(forms.Length, forms.Distinct().Count());
    }

    private static byte[] Written<T>(T value)
    {
        var output = new ArrayBufferWriter<byte>();
        Table.Get<T>().Write(value, output);
        return output.WrittenSpan.ToArray();
    }
}
