using Rendering.Tests.Support;
using Rendering.Values;

namespace Rendering.Tests.Collections;

/// <summary>Collections of ids: the data of hits is not loaded, that of all misses by one call.</summary>
public sealed class LoaderTests
{
    private sealed class Store
    {
        public List<string> Loads { get; } = [];

        public Dictionary<int, string> Items { get; } = Enumerable.Range(1, 1000).ToDictionary(static id => id, static id => $"item {id}");

        public CollectionLoader<int, string> Loader => new(async (ids, cancellation) =>
        {
            Loads.Add(string.Join(' ', ids));
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            return ids.Where(Items.ContainsKey).ToDictionary(static id => id, id => Items[id]);
        });

        public object Model(params int[] ids) => new { ids, items = Loader };
    }

    public static TheoryData<string> Languages => Shelf.Languages;

    private static readonly (string, string)[] Pages =
    [
        ("page.liquid", "<% cache_each item in ids, load: items %>{{ item }},<% endcache_each %>"),
        ("page.scriban", "<% cache_each item in ids, key: item, load: items %>{{ item }},<% endcache_each %>"),
    ];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_data_of_hits_is_not_loaded_and_that_of_misses_by_one_call(string page)
    {
        foreach (var site in new[] { new Site(Pages), Shelf.Over(new BatchStore(), Pages) })
        {
            var store = new Store();
            Assert.Equal("item 1,item 2,item 3,", await site.RenderAsync(page, store.Model(1, 2, 3)));
            Assert.Equal("item 3,item 1,item 2,", await site.RenderAsync(page, store.Model(3, 1, 2)));
            Assert.Equal(["1 2 3"], store.Loads);
            Assert.Equal("item 9,item 1,item 5,item 9,item 3,", await site.RenderAsync(page, store.Model(9, 1, 5, 9, 3)));
            Assert.Equal(["1 2 3", "9 5"], store.Loads);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Without_caching_all_are_loaded_by_one_call(string page)
    {
        var store = new Store();
        var site = new Site(static options => options.Caching = false, Pages);
        for (var i = 0; i < 2; i++) Assert.Equal("item 2,item 1,item 2,", await site.RenderAsync(page, store.Model(2, 1, 2)));
        Assert.Equal(["2 1", "2 1"], store.Loads);
    }

    [Fact]
    public async Task An_id_without_an_item_leaves_nothing_behind_and_is_looked_for_again()
    {
        foreach (var caching in new[] { true, false })
        {
            var store = new Store();
            var site = new Site(options => options.Caching = caching, Pages);
            Assert.Equal("item 1,item 2,", await site.RenderAsync("page.liquid", store.Model(1, 5000, 2)));
            store.Items[5000] = "new";
            Assert.Equal("item 1,new,item 2,", await site.RenderAsync("page.liquid", store.Model(1, 5000, 2)));
            if (caching) Assert.Equal(["1 5000 2", "5000"], store.Loads);
        }
    }

    [Fact]
    public async Task A_page_with_an_id_without_an_item_is_stored()
    {
        var store = new Store();
        var site = new Site(Pages);
        for (var i = 0; i < 2; i++) Assert.Equal("item 1,", await site.CachedAsync("page.liquid", store.Model(1, 5000)));
        Assert.Equal(["1 5000"], store.Loads);
    }

    [Fact]
    public async Task Versions_that_come_with_the_ids_say_what_is_loaded_again()
    {
        var site = new Site(("page", "<% cache_each item in rows, key: item.id, version: item.changed, tags: item, load: items %>{{ item }},<% endcache_each %>"));
        var loads = 0;
        var loader = new RowLoader(() => loads++);
        object Model(params (int Id, int Changed)[] rows) => new { rows = rows.Select(static row => new { id = row.Id, changed = row.Changed }), items = loader };
        Assert.Equal("row,row,", await site.RenderAsync("page", Model((1, 1), (2, 1))));
        Assert.Equal("row,row,", await site.RenderAsync("page", Model((1, 1), (2, 1))));
        Assert.Equal(1, loads);
        Assert.Equal("row,row,", await site.RenderAsync("page", Model((1, 1), (2, 2))));
        Assert.Equal(2, loads);
        await site.Caches.RemoveByTagAsync("row");
        Assert.Equal("row,row,", await site.RenderAsync("page", Model((1, 1), (2, 2))));
        Assert.Equal(3, loads);
    }

    private sealed class RowLoader(Action loads) : ICollectionLoader
    {
        public ValueTask<IReadOnlyList<object?>> LoadAsync(IReadOnlyList<Value> ids, CancellationToken cancellation)
        {
            loads();
            return new([.. ids.Select(static _ => "row")]);
        }
    }

    [Fact]
    public async Task A_loader_that_fails_or_gives_another_number_of_items_is_an_error_with_a_position()
    {
        var site = new Site(("page", "\n <% cache_each item in ids, load: items %>{{ item }}<% endcache_each %>"));
        foreach (var (items, says) in new (object, string)[]
        {
            (new CollectionLoader<int, int>(static (_, _) => throw new InvalidOperationException("no database")), "no database"),
            (new CollectionLoader<int, int>(static (_, _) => Task.FromException<IReadOnlyDictionary<int, int>>(new InvalidOperationException("no database"))), "no database"),
            (new CollectionLoader<Guid, int>(static (_, _) => Task.FromResult<IReadOnlyDictionary<Guid, int>>(new Dictionary<Guid, int>())), "ids of the type Guid"),
            (new Nothing(), "asked for 2 items and gave 0"),
        })
        {
            var error = await Assert.ThrowsAnyAsync<TemplateException>(() => site.RenderAsync("page", new { ids = new[] { 1, 2 }, items }));
            Assert.Contains(says, error.Problem, StringComparison.Ordinal);
            Assert.Equal((2, 2), (error.Location!.Line, error.Location.Column));
        }
    }

    private sealed class Nothing : ICollectionLoader
    {
        public ValueTask<IReadOnlyList<object?>> LoadAsync(IReadOnlyList<Value> ids, CancellationToken cancellation) => new([]);
    }

    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(long))]
    [InlineData(typeof(short))]
    [InlineData(typeof(string))]
    public async Task Ids_have_the_type_that_the_function_takes(Type type)
    {
        var loader = typeof(LoaderTests).GetMethod(nameof(Echo), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null);
        Assert.Equal("7,", await new Site(Pages).RenderAsync("page.liquid", new { ids = new[] { 7 }, items = loader }));
    }

    [Fact]
    public async Task Ids_may_be_guids()
    {
        var id = Guid.Parse("b4f1c1a2-0d3e-4c5f-8a9b-0c1d2e3f4a5b");
        Assert.Equal($"{id},", await new Site(Pages).RenderAsync("page.liquid", new { ids = new[] { id }, items = Echo<Guid>() }));
    }

    private static CollectionLoader<T, string> Echo<T>() where T : notnull =>
        new(static (ids, _) => Task.FromResult<IReadOnlyDictionary<T, string>>(ids.ToDictionary(static id => id, static id => $"{id}")));
}
