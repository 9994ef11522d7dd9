using System.Collections;
using System.Collections.Immutable;

namespace Caching.Tests.Entries;

public sealed class CacheKeyFromTests
{
    private const string OfColour = "e60:Caching.Tests:Caching.Tests.Entries.CacheKeyFromTests+Colour";

    private enum Colour { Red, Green }

    private enum Wide : ulong { Most = ulong.MaxValue }

    public static readonly TheoryData<CacheKey, string> Forms = new()
    {
        { CacheKey.From(1), "i1;" },
        { CacheKey.From<byte>(1), "i1;" },
        { CacheKey.From(uint.MaxValue), "i4294967295;" },
        { CacheKey.From('a'), "c97;" },
        { 'a', "c97;" },
        { CacheKey.From("a"), "s1:a" },
        { CacheKey.From<string?>(null), "n;" },
        { CacheKey.From<object?>(null), "n;" },
        { CacheKey.From<int?>(null), "n;" },
        { CacheKey.From<int?>(1), "i1;" },
        { CacheKey.From(0.5f), "d0.5;" },
        { CacheKey.From(CacheKey.Of(1, 2)), "i1;i2;" },
        { CacheKey.From(new[] { 1, 2 }), "(i1;i2;)" },
        { CacheKey.From(new[] { 1 }), "(i1;)" },
        { CacheKey.From(new List<string?> { "a", null }), "(s1:an;)" },
        { CacheKey.From(ImmutableArray.Create(1, 2)), "(i1;i2;)" },
        { CacheKey.From<IEnumerable<int>>(new[] { 1, 2 }), "(i1;i2;)" },
        { CacheKey.From<IList>(new[] { 1, 2 }), "(i1;i2;)" },
        { CacheKey.From((1, "a")), "(i1;s1:a)" },
        { CacheKey.From(Tuple.Create(1, "a")), "(i1;s1:a)" },
        { CacheKey.From((1, 2, 3, 4, 5, 6, 7, 8, 9)), "(i1;i2;i3;i4;i5;i6;i7;i8;i9;)" },
        { CacheKey.From(new[] { new[] { 1 }, [] }), "((i1;)())" },
        { CacheKey.Of(CacheKey.From(new[] { 1 }), 2), "(i1;)i2;" },
        { CacheKey.Of(CacheKey.From(new[] { 1 })), "(i1;)" },
        { CacheKey.From(new[] { CacheKey.Of(1, 2), 3 }), "((i1;i2;)i3;)" },
        { CacheKey.From(Colour.Green), OfColour + "i1;" },
        { CacheKey.From((Colour)(-7)), OfColour + "i-7;" },
        { CacheKey.From<Colour?>(Colour.Red), OfColour + "i0;" },
        { CacheKey.From<object>(Colour.Red), OfColour + "i0;" },
        { CacheKey.From(DayOfWeek.Monday), "e16:System.DayOfWeeki1;" },
        { CacheKey.From(new Product(7, 1)), "k61:Caching.Tests:Caching.Tests.Entries.CacheKeyFromTests+Product(i7;i1;)" },
        { CacheKey.From<ICacheKeyed>(new Proxy(7, 1)), "k61:Caching.Tests:Caching.Tests.Entries.CacheKeyFromTests+Product(i7;i1;)" },
        { CacheKey.From<Product>(new Toy(7, 1)), "k57:Caching.Tests:Caching.Tests.Entries.CacheKeyFromTests+Toy(i7;)" },
        { CacheKey.From<Product?>(null), "n;" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_key_of_a_value_has_this_form(CacheKey key, string encoded) => Assert.Equal(encoded, key.ToString());

    [Fact]
    public void Enums_of_one_number_are_keys_of_their_own()
    {
        Assert.NotEqual(CacheKey.From<object>(Colour.Green), CacheKey.From<object>(DayOfWeek.Monday));
        Assert.NotEqual(CacheKey.From<object>(Colour.Green), CacheKey.From<object>(1));
        Assert.NotEqual(CacheKey.From<object>(Wide.Most), CacheKey.From<object>((Wide)0));
    }

    [Fact]
    public void What_cannot_be_a_key_is_named_with_what_to_do()
    {
        Refused<Stream>(() => CacheKey.From(new MemoryStream()), nameof(MemoryStream));
        Refused<Uri>(() => CacheKey.From(new Uri("http://a")), nameof(Uri));
        Refused<object>(() => CacheKey.From(new object()), "System.Object");
        Refused<object>(() => CacheKey.From(new int[2, 2]), "Int32[,]");
        Refused<object>(() => CacheKey.From<object>(new int[2, 2]), "Int32[,]");
        Refused<object>(() => CacheKey.From(new[] { TimeZoneInfo.Utc }), nameof(TimeZoneInfo));
        Refused<object>(() => CacheKey.From((1, (object)new HashSet<int>())), "HashSet");
        Refused<object>(() => CacheKey.From(Enumerable.Range(0, 3).Where(static i => i > 1)), "Where");
        Refused<object>(() => CacheKey.From(new Dictionary<string, int>()), "Dictionary");
    }

    [Fact]
    public void A_list_that_contains_itself_is_an_error_and_no_crash()
    {
        var list = new object[1];
        list[0] = list;
        Assert.Contains("contains itself", Assert.Throws<CacheException>(() => CacheKey.From(list)).Message);
    }

    private static void Refused<T>(Func<CacheKey> key, string name)
    {
        var error = Assert.Throws<CacheException>(() => key());
        Assert.Contains(name, error.Message);
        Assert.Contains("ICacheKeyed", error.Message);
    }

    private class Product(int id, int version) : ICacheKeyed
    {
        protected int Id => id;

        CacheKey ICacheKeyed.GetCacheKey() => CacheKey.Of(id, version);
    }

    private sealed class Proxy(int id, int version) : Product(id, version);

    private sealed class Toy(int id, int version) : Product(id, version), ICacheKeyed
    {
        CacheKey ICacheKeyed.GetCacheKey() => Id;
    }
}
