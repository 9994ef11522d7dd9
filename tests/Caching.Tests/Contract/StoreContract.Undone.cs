namespace Caching.Tests.Contract;

/// <summary>An invalidation is never undone: by what a factory adds late, or makes of an old value.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_tag_expired_while_the_factory_that_adds_it_later_runs_leaves_nothing_fresh()
    {
        var gate = new TaskCompletionSource<string>();
        var made = Cache.GetOrCreateAsync("k", 0, async (_, creation) =>
        {
            var value = await gate.Task;
            creation.Tags.Add("t");
            return value;
        }).AsTask();
        await Manager.ExpireByTagAsync("t");
        gate.SetResult("old");
        Assert.Equal("old", await made);
        var found = await Cache.TryGetAsync<string>("k");
        Assert.True(!found.Found || found.IsStale);
    }

    [Theory]
    [InlineData("remove", false)]
    [InlineData("clear", false)]
    [InlineData("tag", false)]
    [InlineData("remove", true)]
    [InlineData("clear", true)]
    [InlineData("tag", true)]
    public async Task An_old_value_that_is_invalidated_between_the_look_and_the_factory_is_not_given_to_the_factory(string what, bool many)
    {
        await Cache.SetAsync("k", "old", new() { Expire = 100, Stale = TimeSpan.Zero, StaleIfError = TimeSpan.FromSeconds(50), Tags = ["t"] });
        Time.Advance(105);
        // Asked of what was found, before the call takes off.
        var invalidated = false;
        bool Accept(object? value)
        {
            if (invalidated) return true;
            invalidated = true;
            Invalidate().AsTask().GetAwaiter().GetResult();
            return true;
        }

        var options = new CacheEntryOptions { Accept = Accept };
        var made = many
            ? (await Cache.GetOrCreateManyAsync<string, string>(["k"], creations => new([Made(creations[0])]), options)).Single()
            : await Cache.GetOrCreateAsync<int, string>("k", 0, (_, creation) => new(Made(creation)), options);
        Assert.Equal(("new", "new"), (made, await Stored("k")));

        static string Made(CacheCreation creation) => creation.OldEntry is null ? "new" : creation.NotModified<string>();

        ValueTask Invalidate() => what switch
        {
            "remove" => Cache.RemoveAsync("k"),
            "clear" => Cache.ClearAsync(),
            _ => Manager.RemoveByTagAsync("t"),
        };
    }
}
