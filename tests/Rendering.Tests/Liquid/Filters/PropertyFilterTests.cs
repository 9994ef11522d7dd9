using Rendering.Liquid;
using Rendering.Values;

namespace Rendering.Tests.Liquid.Filters;

public class PropertyFilterTests
{
    private static string Show(string filter, object? input, params object?[] arguments) =>
        LiquidFormatter.Instance.ToText(Filter.Run(filter, input, arguments));

    private static object[] List(params object?[] items) => items!;

    private static readonly object[] Hashes = List(Filter.Hash(("ok", true), ("n", 1)), Filter.Hash(("ok", false), ("n", 2)), Filter.Hash(("n", 1.0)));

    public sealed record Element(string Symbol, int Number);

    [Fact]
    public void Where_and_reject()
    {
        Assert.Equal("[{\"ok\"=>true, \"n\"=>1}]", Show("where", Hashes, "ok"));
        Assert.Equal("[{\"ok\"=>true, \"n\"=>1}, {\"n\"=>1.0}]", Show("where", Hashes, "n", 1));
        Assert.Equal("[{\"ok\"=>false, \"n\"=>2}]", Show("where", Hashes, "ok", false));
        Assert.Equal("[{\"ok\"=>false, \"n\"=>2}, {\"n\"=>1.0}]", Show("reject", Hashes, "ok"));
        Assert.Equal("[]", Show("where", null, "ok"));
        Assert.Equal("[\"abc\"]", Show("where", List("abc", "x"), "b"));
        Assert.Equal("[]", Show("where", Hashes, "ok", Value.Blank));
    }

    [Fact]
    public void An_item_that_cannot_have_properties_gives_nil()
    {
        foreach (var filter in (string[])["where", "reject", "find", "find_index", "has"]) Assert.True(Filter.Run(filter, List([null]), "x").IsNil);
        Assert.Equal("[nil]", Show("map", List([null]), "x"));
    }

    [Fact]
    public void Find_has_and_find_index()
    {
        Assert.Equal("{\"ok\"=>false, \"n\"=>2}", Show("find", Hashes, "n", 2));
        Assert.Equal("1", Show("find_index", Hashes, "n", 2));
        Assert.Equal("true", Show("has", Hashes, "n", 2));
        Assert.Equal("false", Show("has", Hashes, "n", 9));
        Assert.Equal("", Show("find_index", Hashes, "n", 9));
        Assert.Equal("false", Show("has", List(), "n"));
    }

    [Fact]
    public void Map()
    {
        Assert.Equal("[1, 2, 1.0]", Show("map", Hashes, "n"));
        Assert.Equal("[\"H\", \"He\"]", Show("map", List(new Element("H", 1), new Element("He", 2)), "symbol"));
        Assert.Equal("[1]", Show("map", Filter.Hash(("n", 1)), "n"));
        Assert.Equal("[1, 0]", Show("map", List(5, 2), 0));
        Assert.Equal("cannot select the property 'n'", Assert.ThrowsAny<TemplateException>(() => Filter.Run("map", List(1), "n")).Problem);
    }

    [Fact]
    public void A_list_inside_itself_is_refused()
    {
        var items = new Value[1];
        var list = Value.FromArray(items);
        items[0] = list;
        Assert.Equal("tried to flatten recursive array", Assert.ThrowsAny<TemplateException>(() => Filter.Run("map", list, "n")).Problem);
        Assert.Equal("[[...]]", LiquidFormatter.Instance.ToText(list));
        Assert.Equal("[...]", Filter.Print(list));
    }
}
