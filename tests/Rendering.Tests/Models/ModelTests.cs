using System.Collections;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rendering.Tests.Support;

namespace Rendering.Tests.Models;

/// <summary>One template, one result, whatever the model is made of.</summary>
public sealed class ModelTests
{
    private const string Json = """{"title":"<T>","count":3,"price":1.5,"big":123456789012345678901234567890,"ok":true,"none":null,"tags":["a","b"],"sub":{"name":"n"},"rows":[{"id":1},{"id":2}]}""";

    private const string Template = "{{ title }}|{{ count | plus: 1 }}|{{ price }}|{{ big }}|{% if ok %}y{% endif %}|{{ none }}|{{ tags | join: ',' }}|{{ tags[1] }}{{ tags.size }}{{ tags.first }}|{{ sub.name }}{{ sub['name'] }}|{% for r in rows %}{{ r.id }}{% unless forloop.last %},{% endunless %}{% endfor %}|{{ missing.x }}";

    private const string Expected = "&lt;T&gt;|4|1.5|123456789012345678901234567890|y||a,b|b2a|nn|1,2|";

    private static readonly System.Numerics.BigInteger Big = System.Numerics.BigInteger.Parse("123456789012345678901234567890");

    public record Sub(string Name);

    public record Row(int Id);

    public record Page(string Title, int Count, decimal Price, System.Numerics.BigInteger Big, bool Ok, object? None, string[] Tags, Sub Sub, List<Row> Rows);

    public record struct RowValue(int Id);

    public struct PageValue
    {
        public string Title { get; set; }
#pragma warning disable CA1051 // Models have fields.
        public long Count;
#pragma warning restore CA1051
        public double Price { get; set; }
        public System.Numerics.BigInteger Big { get; set; }
        public bool? Ok { get; set; }
        public int? None { get; set; }
        public ImmutableArray<string> Tags { get; set; }
        public KeyValuePair<string, int> Pair { get; set; }
        public Sub Sub { get; set; }
        public IEnumerable<RowValue> Rows { get; set; }
    }

    public static TheoryData<string> Kinds => [.. Models.Keys];

    private static readonly Dictionary<string, Func<object>> Models = new()
    {
        ["JsonElement"] = () => JsonDocument.Parse(Json).RootElement,
        ["JsonNode"] = () => JsonNode.Parse(Json)!,
        ["JsonObject made by hand"] = () => new JsonObject
        {
            ["title"] = "<T>",
            ["count"] = 3,
            ["price"] = 1.5,
            ["big"] = JsonNode.Parse("123456789012345678901234567890"),
            ["ok"] = true,
            ["none"] = null,
            ["tags"] = new JsonArray("a", "b"),
            ["sub"] = new JsonObject { ["name"] = "n" },
            ["rows"] = new JsonArray(new JsonObject { ["id"] = 1 }, new JsonObject { ["id"] = 2 }),
        },
        ["JsonElements in a dictionary"] = () => JsonSerializer.Deserialize<Dictionary<string, object?>>(Json)!,
        ["record"] = () => new Page("<T>", 3, 1.5m, Big, true, null, ["a", "b"], new Sub("n"), [new Row(1), new Row(2)]),
        ["struct"] = () => new PageValue { Title = "<T>", Count = 3, Price = 1.5, Big = Big, Ok = true, Tags = ["a", "b"], Sub = new Sub("n"), Rows = Rows().Select(i => new RowValue(i)) },
        ["anonymous type"] = () => new { title = "<T>", count = (short)3, price = 1.5f, big = Big, ok = true, none = (string?)null, tags = new List<string> { "a", "b" }, sub = new { name = "n" }, rows = Rows().Select(i => new { id = i }) },
        ["Dictionary"] = () => Dictionary(),
        ["read-only dictionary"] = () => new ReadOnlyDictionary<string, object?>(Dictionary()),
        ["immutable dictionary"] = () => Dictionary().ToImmutableDictionary(),
        ["Hashtable"] = () => new Hashtable(Dictionary()),
        ["ExpandoObject"] = () =>
        {
            IDictionary<string, object?> model = new ExpandoObject();
            foreach (var pair in Dictionary()) model.Add(pair);
            return model;
        },
        ["sorted dictionary with plain lists"] = () => new SortedDictionary<string, object?>(Dictionary()) { ["tags"] = new ArrayList { "a", "b" }, ["rows"] = new Queue(new[] { new Row(1), new Row(2) }) },
        ["function"] = () => (Func<object>)(() => Dictionary()),
        ["lazy"] = () => new Lazy<Page>(() => (Page)Models!["record"]()),
        ["task"] = () => Task.FromResult(new Page("<T>", 3, 1.5m, Big, true, null, ["a", "b"], new Sub("n"), [new Row(1), new Row(2)])),
        ["function of a task"] = () => (Func<Task<Dictionary<string, object?>>>)(async () =>
        {
            await Task.Yield();
            return Dictionary();
        }),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_template_prints_the_same_from_every_kind_of_model(string kind)
    {
        var site = new Site(("page", Template), ("inner", "{% render 'page2', m: m %}"), ("page2", "{{ m.title }}"));
        for (var i = 0; i < 2; i++) Assert.Equal(Expected, await site.RenderAsync("page", Models[kind]()));
        Assert.Equal(Expected, await site.CachedAsync("page", Models[kind]()));
        Assert.Equal("&lt;T&gt;", await site.RenderAsync("inner", new { m = Models[kind]() }));
    }

    [Fact]
    public async Task One_place_of_a_template_meets_models_of_many_types()
    {
        var site = new Site(("page", Template));
        var random = new Random(5);
        var kinds = Models.Keys.ToArray();
        for (var i = 0; i < 200; i++) Assert.Equal(Expected, await site.RenderAsync("page", Models[kinds[random.Next(kinds.Length)]]()));
    }

    [Theory]
    [InlineData("{{ MeltingPoint }}{{ melting_point }}{{ meltingPoint }}", "111")]
    [InlineData("{{ HTMLBody }}{{ html_body }}", "22")]
    [InlineData("{{ Year2 }}{{ year2 }}", "33")]
    [InlineData("{{ snake_case }}", "4")]
    public async Task A_member_has_its_own_its_snake_case_and_its_camel_case_name(string text, string expected) =>
        Assert.Equal(expected, await Site.OnceAsync(text, new { MeltingPoint = 1, HTMLBody = 2, Year2 = 3, snake_case = 4 }));

    [Theory]
    [InlineData(null)]
    [InlineData(5)]
    [InlineData("text")]
    public async Task A_model_without_members_is_an_empty_one(object? model) => Assert.Equal("[]", await Site.OnceAsync("[{{ x }}]", model));

    private static IEnumerable<int> Rows()
    {
        yield return 1;
        yield return 2;
    }

    private static Dictionary<string, object?> Dictionary() => new()
    {
        ["title"] = "<T>",
        ["count"] = 3L,
        ["price"] = 1.5,
        ["big"] = Big,
        ["ok"] = true,
        ["none"] = null,
        ["tags"] = new[] { "a", "b" },
        ["sub"] = new Dictionary<string, string> { ["name"] = "n" },
        ["rows"] = new object[] { new Row(1), new Dictionary<string, int> { ["id"] = 2 } },
    };
}
