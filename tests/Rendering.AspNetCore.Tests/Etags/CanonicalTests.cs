using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rendering.AspNetCore.Tests;

public class CanonicalTests
{
    // Written down and never computed here: another process, machine or release has to come to the same text. The first
    // three were made by a second implementation.
    public static TheoryData<object, string> Pinned => new()
    {
        { "two words", "izDvXUMV-8FB7pIZ6lUnDQ" },
        { new Dictionary<string, object?> { ["b"] = 2, ["a"] = "one", ["c"] = null }, "Der16wjGuT4tegha1fHIgw" },
        { new HashSet<string> { "red", "green", "blue" }, "tJJr81GebIrvsLpphJMSxw" },
        { new object?[] { null, true, 1, 1.5, 1.5m, "1", 'c', DayOfWeek.Friday }, "buxePdApx4gIwjZtUzyp-w" },
        { new DateTime(2026, 11, 20, 13, 0, 0, DateTimeKind.Utc), "yZ2wrvOsiXqZFDyDLzmosA" },
        { new Article(7, new DateTimeOffset(2026, 11, 20, 13, 0, 0, TimeSpan.FromHours(1)), ["a", "b"]), "2yDJEGrBz4WPWBUciprLXA" },
    };

    [Theory]
    [MemberData(nameof(Pinned))]
    public void A_digest_is_equal_across_processes(object value, string opaque) => Assert.Equal(opaque, EntityTag.For(value)!.Value.Opaque);

    [Fact]
    public void A_digest_is_equal_across_dictionary_orders()
    {
        var pairs = Enumerable.Range(0, 50).Select(i => KeyValuePair.Create($"key {i}", (object?)i)).ToArray();
        var backwards = pairs.Reverse().ToArray();
        var json = JsonSerializer.Serialize(new Dictionary<string, object?>(backwards));
        object[] same =
        [
            new Dictionary<string, object?>(pairs), new Dictionary<string, object?>(backwards), new SortedList<string, object?>(
                new Dictionary<string, object?>(pairs), Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a))),
            new ConcurrentDictionary<string, object?>(backwards), pairs.ToFrozenDictionary(), pairs.ToImmutableDictionary(),
            new System.Collections.Hashtable(new Dictionary<string, object?>(backwards)), new ReadOnly(backwards),
            JsonNode.Parse(json)!, JsonDocument.Parse(json).RootElement,
        ];
        Assert.Single(same.Select(value => EntityTag.For(value)).Distinct());
    }

    [Fact]
    public void A_digest_is_equal_across_orders_of_a_set_but_not_of_a_list()
    {
        Assert.Equal(EntityTag.For(new HashSet<int> { 1, 2, 3 }), EntityTag.For(ImmutableSortedSet.Create(3, 1, 2)));
        Assert.NotEqual(EntityTag.For(new[] { 1, 2, 3 }), EntityTag.For(new[] { 3, 2, 1 }));
        Assert.Equal(EntityTag.For(new[] { 1, 2 }), EntityTag.For(new List<object> { 1, 2L }));
    }

    [Fact]
    public void A_local_time_is_the_instant_it_stands_for()
    {
        var utc = new DateTime(2026, 11, 20, 13, 0, 0, DateTimeKind.Utc);
        Assert.Equal(EntityTag.For(utc), EntityTag.For(utc.ToLocalTime()));
        Assert.NotEqual(EntityTag.For(utc), EntityTag.For(utc.AddTicks(1)));
    }

    [Fact]
    public void A_key_is_injective_and_typed()
    {
        object?[] different =
        [
            new object?[] { "a:", "b" }, new object?[] { "a", ":b" }, new object?[] { "a:b" }, new object?[] { null }, new object?[] { "null" },
            new object?[] { "" }, Array.Empty<object>(), new object?[] { 1 }, new object?[] { "1" }, new object?[] { 1.0 }, new object?[] { 1m },
            new object?[] { true }, new object?[] { "True" }, new object?[] { new object?[] { 1 } }, new object?[] { 1, 1 },
            new object?[] { new object?[] { 1 }, 1 }, new object?[] { "\ud800" }, new object?[] { "\ud801" }, new object?[] { "\ufffd" },
            new Dictionary<string, object?>(), new Dictionary<string, object?> { ["a"] = null }, new Dictionary<string, object?> { ["a"] = "" },
            new Dictionary<string, object?> { ["ab"] = "c" }, new Dictionary<string, object?> { ["a"] = "bc" },
            new Dictionary<string, object?> { ["a"] = "b", ["c"] = "d" }, new Dictionary<string, object?> { ["a"] = "d", ["c"] = "b" },
            new HashSet<int> { 1 }, new byte[] { 1 }, ReadOnlyMemory<byte>.Empty, DayOfWeek.Monday, ConsoleColor.DarkBlue,
            DateOnly.MinValue, TimeOnly.MinValue, TimeSpan.Zero, Guid.Empty, IPAddress.Loopback, IPAddress.IPv6Loopback, new Uri("http://a/"),
            new Version(1, 0), new Version(1, 0, 0), JsonDocument.Parse("[1e999]").RootElement, JsonDocument.Parse("[1e998]").RootElement,
        ];
        Assert.Equal(different.Length, different.Select(value => Convert.ToHexString(Canonical.Bytes(value).Span)).Distinct().Count());
    }

    [Fact]
    public void Json_and_objects_of_the_same_shape_have_the_same_digest()
    {
        const string json = """{"id":7,"tags":["a","b"],"sub":{"x":true,"y":null},"twice":1,"twice":2}""";
        var element = JsonDocument.Parse(json).RootElement;
        Assert.Equal(EntityTag.For(element), EntityTag.For(JsonDocument.Parse(json.Replace(":", " : ", StringComparison.Ordinal)).RootElement));
        Assert.Equal(
            EntityTag.For(new { id = 7, tags = new[] { "a", "b" } }),
            EntityTag.For(JsonNode.Parse("""{"tags":["a","b"],"id":7}""")));
        Assert.NotEqual(EntityTag.For(element.GetProperty("sub")), EntityTag.For(element.GetProperty("tags")));
    }

    [Fact]
    public void A_value_that_names_no_version_is_an_error_that_says_what_to_give()
    {
        object[] useless =
        [
            new object(), Task.FromResult(1), default(ValueTask<int>), default(ValueTask), () => 1, new Hidden(), new object[] { new Hidden() },
        ];
        foreach (var value in useless)
            Assert.Contains("give a number", Assert.Throws<ArgumentException>(() => EntityTag.For(value)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ring_of_objects_is_an_error_and_never_a_crash()
    {
        var ring = new List<object>();
        ring.Add(ring);
        Assert.Throws<ArgumentException>(() => EntityTag.For(ring));
        Assert.Throws<ArgumentException>(() => EntityTag.For(new Node()));
    }

    [Fact]
    public void An_error_of_a_property_reaches_the_caller_as_it_is() =>
        Assert.Throws<TimeoutException>(() => EntityTag.For(new Broken()));

    internal sealed record Article(int Id, DateTimeOffset Changed, string[] Tags);

    private sealed class Hidden
    {
        private readonly int _state = 1;

        public override string ToString() => _state.ToString();
    }

    private sealed class Node
    {
        public Node Self => this;
    }

    private sealed class Broken
    {
        public int Version => throw new TimeoutException();
    }

    private sealed class ReadOnly(KeyValuePair<string, object?>[] pairs) : IReadOnlyDictionary<string, object?>
    {
        public object? this[string key] => pairs.Single(p => p.Key == key).Value;

        public IEnumerable<string> Keys => pairs.Select(p => p.Key);

        public IEnumerable<object?> Values => pairs.Select(p => p.Value);

        public int Count => pairs.Length;

        public bool ContainsKey(string key) => Keys.Contains(key);

        public bool TryGetValue(string key, out object? value) => (value = pairs.FirstOrDefault(p => p.Key == key).Value) is not null;

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => pairs.AsEnumerable().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
