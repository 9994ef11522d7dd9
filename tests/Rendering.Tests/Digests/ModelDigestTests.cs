using System.Globalization;
using System.Text.Json;
using Rendering.Values;

namespace Rendering.Tests.Digests;

/// <summary>A digest of all that a template can read: two models that could print differently never share one.</summary>
public sealed class ModelDigestTests
{
    private static readonly Renderer Renderer = new();

    public static TheoryData<object?, object?> Different => new()
    {
        { null, "" },
        { 1, "1" },
        { 1, 1.0 },
        { 1.0m, 1.00m },
        { true, 1 },
        { new[] { 1, 2 }, new[] { 2, 1 } },
        { new[] { "ab", "c" }, new[] { "a", "bc" } },
        { new object[] { new[] { 1 }, 2 }, new object[] { new[] { 1, 2 } } },
        { new { A = 1 }, new { B = 1 } },
        { new { A = (object)1, B = (object)2 }, new { A = (object)2, B = (object)1 } },
        { new Dictionary<string, int> { ["a"] = 1 }, new Dictionary<string, int> { ["a"] = 2 } },
        { new Dictionary<string, int> { ["a"] = 1, ["b"] = 1 }, new Dictionary<string, int> { ["b"] = 1, ["a"] = 1 } },
        { new DateOnly(2026, 1, 1), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        { new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        { Value.FromString("<b>"), Value.FromMarkup("<b>") },
        { new Printed("a"), new Printed("b") },
        { (1, "a"), (1, "b") },
        { JsonDocument.Parse("{\"a\":[1,2]}").RootElement, JsonDocument.Parse("{\"a\":[1,3]}").RootElement },
        { DayOfWeek.Monday, DayOfWeek.Tuesday },
        { decimal.Parse("1e20", NumberStyles.Float, CultureInfo.InvariantCulture), double.Parse("1e20", CultureInfo.InvariantCulture) },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public async Task What_templates_could_tell_apart_has_digests_that_differ(object? one, object? other)
    {
        var digest = await DigestAsync(one);
        Assert.NotNull(digest);
        Assert.NotEqual(digest, await DigestAsync(other));
        Assert.Equal(digest, await DigestAsync(one));
    }

    [Fact]
    public async Task The_digest_is_the_same_in_every_process() =>
        Assert.Equal("68ac", (await DigestAsync(new { Name = "iron", Number = 26, Mass = 55.845m, Parts = new[] { "ferrite" } }))![..4]);

    [Fact]
    public async Task A_ring_has_a_digest_that_sees_all_of_it()
    {
        var (one, other) = (new Node { Name = "a" }, new Node { Name = "a" });
        one.Next = new Node { Name = "b", Next = one };
        other.Next = new Node { Name = "c", Next = other };
        Assert.NotNull(await DigestAsync(one));
        Assert.NotEqual(await DigestAsync(one), await DigestAsync(other));
    }

    [Fact]
    public async Task A_model_given_as_a_function_or_task_is_resolved_once()
    {
        var asked = 0;
        var digested = await Renderer.DigestAsync(async Task<object> (CancellationToken _) =>
        {
            asked++;
            await Task.Yield();
            return new[] { 1 };
        });
        Assert.Equal(1, asked);
        Assert.Equal([1], Assert.IsType<int[]>(digested.Model));
        Assert.Equal(await DigestAsync(new[] { 1 }), digested.Digest);
    }

    public static TheoryData<object> Unreadable =>
    [
        new { Value = (Func<int>)(() => 1) },
        new { Value = Task.FromResult(1) },
        new { Value = new Lazy<int>(1) },
        new Answering(),
        new Throwing(),
        new Endless(),
        Enumerable.Range(0, int.MaxValue),
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_read_to_its_end_in_advance_has_no_digest(object model) => Assert.Null(await DigestAsync(model));

    [Fact]
    public async Task A_member_that_templates_do_not_see_is_no_part_of_it()
    {
        var renderer = new Renderer(new RendererOptions { Members = new MemberPolicy { Allows = static member => member.Name != "Secret" } });
        Assert.Equal((await renderer.DigestAsync(new { Name = "a", Secret = 1 })).Digest, (await renderer.DigestAsync(new { Name = "a", Secret = 2 })).Digest);
    }

    private static async Task<string?> DigestAsync(object? model) => (await Renderer.DigestAsync(model)).Digest;

    public sealed class Printed(string text)
    {
        public override string ToString() => text;
    }

    // A record prints its members, so printing a ring of them would never end.
    public sealed record Node
    {
        public string Name { get; init; } = "";
        public Node? Next { get; set; }
    }

    public sealed class Endless
    {
        public Endless Next => new();
    }

    public sealed class Throwing
    {
        public int Value => throw new InvalidOperationException("no data");
    }

    private sealed class Answering : IMemberSource
    {
        public bool TryGetMember(in Value name, out Value value)
        {
            value = name;
            return true;
        }
    }
}
