using System.Text;
using Caching.Stores;

namespace Caching.Tests.Configuration;

public sealed class KeyLengthTests
{
    [Fact]
    public void A_key_longer_than_key_length_is_hashed()
    {
        var limit = new KeyLimit(40);
        var (same, longer, accented) = (new string('k', 40), new string('k', 41), new string('ü', 20));
        foreach (var key in new[] { "", "short", same, accented }) Assert.Same(key, limit.Apply(key));
        string[] keys = [longer, longer + "k", accented + "ü", longer + "\ud800", longer + "\ud801"];
        var hashes = keys.Select(limit.Apply).ToArray();
        Assert.Equal(hashes, keys.Select(new KeyLimit(KeyLimit.Least).Apply));
        Assert.Equal(keys.Length, hashes.Distinct().Count());
        Assert.All(hashes, static hash => Assert.Equal(KeyLimit.Least, Encoding.UTF8.GetByteCount(hash)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyLimit(31));
    }

    [Fact]
    public void Stores_that_differ_in_key_length_are_two_and_have_the_limit_that_was_said()
    {
        var stores = new NamedStores();
        using var manager = new CacheManager(stores.AddTo(new CacheManagerOptions().ConfigureBeaker(
        [
            new("cache.regions", "a,b,c"), new("cache.type", "ext:memcached"), new("cache.url", "x"),
            new("cache.b.key_length", "100"), new("cache.c.type", "memory"), new("cache.c.key_length", "100"),
        ]), "memcached"));
        Assert.Equal([("memcached", int.MaxValue), ("memcached:b", 100)], stores.Made.Select(static store => (store.Name, store.KeyLimit.Bytes)).Order());
    }
}
