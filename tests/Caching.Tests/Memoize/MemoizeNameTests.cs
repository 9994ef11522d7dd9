namespace Caching.Tests.Memoize;

public sealed class MemoizeNameTests : IDisposable
{
    private readonly CacheManager _manager = new();

    public void Dispose() => _manager.Dispose();

    [Fact]
    public async Task Two_memoized_functions_never_share_an_entry_unless_named_the_same()
    {
        Memoized<int, string>[] functions =
        [
            _manager.Memoize<int, string>(One), _manager.Memoize<int, string>(Other.One), _manager.Memoize<int, string>(Other<int>.One),
            _manager.Memoize<int, string>(Other<string>.One), _manager.Memoize<int, string>(Generic<int>), _manager.Memoize<int, string>(Generic<long>),
            _manager.Memoize<int, string>(One, name: "a"), _manager.Memoize((int id) => "lambda", name: "b"),
        ];
        var overload = _manager.Memoize<long, string>(One);
        Assert.Equal(functions.Length + 1, functions.Select(static function => function.Cache.Namespace).Append(overload.Cache.Namespace).Distinct().Count());
        await overload.SetAsync(1, "overload");
        foreach (var function in functions) Assert.NotEqual("overload", await function.InvokeAsync(1));

        var same = _manager.Memoize((int id) => "same", name: "a");
        Assert.Equal("one", await same.InvokeAsync(1));
    }

    [Fact]
    public void The_name_is_the_method_with_its_type_and_parameters() =>
        Assert.Equal("Caching.Tests:Caching.Tests.Memoize.MemoizeNameTests.One(System.Int32)", _manager.Memoize<int, string>(One).Cache.Namespace);

    [Fact]
    public async Task A_given_name_is_the_namespace()
    {
        var one = _manager.Memoize<int, string>(One, name: "products");
        await one.InvokeAsync(1);
        Assert.True(await _manager.GetCache("products").ContainsAsync(1));
    }

    [Fact]
    public void What_has_no_name_of_its_own_needs_one()
    {
        var captured = 1;
        Refused(() => _manager.Memoize((int id) => $"{id}"));
        Refused(() => _manager.Memoize(static (int id) => $"{id}"));
        Refused(() => _manager.Memoize((int id) => $"{id + captured}"));
        Refused(() => _manager.Memoize<int, string>(Local));
        Refused(() => _manager.Memoize<int, string>(Instance));
        Refused(() => _manager.Memoize<string>("closed over".Extension));
        Assert.Throws<ArgumentException>(() => _manager.Memoize<int, string>(One, name: ""));
        static string Local(int id) => $"{id}";

        static void Refused(Func<Memoized> memoize)
        {
            var error = Assert.Throws<CacheException>(memoize);
            Assert.Contains("needs a name", error.Message);
            Assert.Contains("name: \"products\"", error.Message);
        }
    }

    [Fact]
    public void What_cannot_be_a_key_or_a_result_is_an_error_at_once()
    {
        Assert.Contains("System.Version", Assert.Throws<CacheException>(() => _manager.Memoize((List<(int, Version[])> a) => 1, name: "a")).Message);
        Assert.Contains("CancellationToken", Assert.Throws<CacheException>(() => _manager.Memoize((CancellationToken a, int b) => 1, name: "a")).Message);
        Assert.Contains("no result", Assert.Throws<CacheException>(() => _manager.Memoize((int a) => Task.CompletedTask, name: "a")).Message);
        Assert.Contains("no result", Assert.Throws<CacheException>(() => _manager.Memoize((int a) => ValueTask.CompletedTask, name: "a")).Message);
    }

    private static string One(int id) => "one";

    private static string One(long id) => "one of long";

    private static string Generic<T>(int id) => typeof(T).Name;

    private string Instance(int id) => $"{id}{_manager}";

    private static class Other
    {
        public static string One(int id) => "other";
    }

    private static class Other<T>
    {
        public static string One(int id) => typeof(T).Name;
    }
}

internal static class Extensions
{
    public static string Extension(this string text) => text;
}
