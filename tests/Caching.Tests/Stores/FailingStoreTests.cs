using Caching.Entries;
using Caching.Stores;
using Caching.Tests.Support;

namespace Caching.Tests.Stores;

public sealed class FailingStoreTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly RecordedLog _log = new();
    private readonly SimpleSharedStore _store = new();
    private readonly CacheManager _manager;
    private readonly Cache _cache;
    private readonly List<string> _calls = [];
    private Func<string, bool> _fails = _ => false;

    public FailingStoreTests()
    {
        _store.Before = call =>
        {
            lock (_calls) _calls.Add(call);
            return _fails(call) ? throw new IOException("down") : ValueTask.CompletedTask;
        };
        _manager = new(new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => _store), _time, _log);
        _cache = _manager.GetCache("ns");
    }

    public void Dispose() => _manager.Dispose();

    [Theory]
    [InlineData("get")]
    [InlineData("epochs")]
    public async Task A_store_that_fails_to_read_is_a_miss_and_the_body_is_rendered_once(string call)
    {
        await _cache.SetAsync("k", "stored");
        _fails = name => name == call;
        Assert.False((await _cache.TryGetAsync<string>("k")).Found);
        Assert.False(await _cache.ContainsAsync("k"));
        var runs = 0;
        Assert.Equal("made", await _cache.GetOrCreateAsync("k", _ => new ValueTask<string>(runs++ == 0 ? "made" : "twice")));
        Assert.Equal(1, runs);
        Assert.True(_log.Count(1) > 0);
    }

    [Fact]
    public async Task A_store_that_fails_to_write_is_a_log_line_and_the_body_is_rendered_once()
    {
        _fails = name => name == "set";
        var runs = 0;
        Assert.Equal("made", await _cache.GetOrCreateAsync("k", _ => new ValueTask<string>(runs++ == 0 ? "made" : "twice")));
        await _cache.SetAsync("other", "value");
        Assert.True(await _cache.AddAsync("third", "value"));
        Assert.Equal((1, 3), (runs, _log.Count(2)));
        Assert.Contains(_log.Lines, line => line.Text == "Store bytes: writing ns:s1:k failed; the value was served and not stored.");
    }

    [Fact]
    public async Task A_value_that_cannot_be_written_is_a_log_line()
    {
        var loop = new Loop();
        loop.Self = loop;
        Assert.Same(loop, await _cache.GetOrCreateAsync("k", _ => new ValueTask<Loop>(loop)));
        Assert.Equal(1, _log.Count(2));
    }

    [Fact]
    public async Task A_number_that_cannot_be_written_is_a_log_line()
    {
        Assert.Equal(double.NaN, await _cache.GetOrCreateAsync("k", _ => new ValueTask<double>(double.NaN)));
        Assert.Equal(1, _log.Count(2));
    }

    [Fact]
    public async Task A_store_that_stays_down_is_left_alone_for_a_while_then_tried_again()
    {
        _fails = _ => true;
        for (var i = 0; i < 20; i++) await _cache.TryGetAsync<string>(i);
        Assert.Equal(StoreGuard.LeastCalls, Calls());
        Assert.Equal(1, _log.Count(3));

        _time.Advance(StoreGuard.Alone);
        for (var i = 0; i < 20; i++) await _cache.TryGetAsync<string>(i);
        Assert.Equal(StoreGuard.LeastCalls + 1, Calls());

        _fails = _ => false;
        _time.Advance(StoreGuard.Alone);
        await _cache.SetAsync("k", "value");
        Assert.Equal("value", (await _cache.TryGetAsync<string>("k")).Value);
        Assert.Equal(1, _log.Count(4));
    }

    [Fact]
    public async Task A_caller_that_is_cancelled_says_nothing_about_the_store()
    {
        for (var i = 0; i < 20; i++)
        {
            using var cancel = new CancellationTokenSource();
            _store.Before = async _ =>
            {
                await cancel.CancelAsync();
                cancel.Token.ThrowIfCancellationRequested();
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _cache.TryGetAsync<string>("k", null, cancel.Token));
        }

        Assert.Empty(_log.Lines);
        _store.Before = _ => ValueTask.CompletedTask;
        await _cache.SetAsync("k", "value");
        Assert.Equal("value", (await _cache.TryGetAsync<string>("k")).Value);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("clear")]
    [InlineData("tag")]
    public async Task An_invalidation_that_could_not_be_sent_is_reported_even_while_the_store_is_left_alone(string what)
    {
        _fails = _ => true;
        for (var i = 0; i < 20; i++) await _cache.TryGetAsync<string>(i);
        var error = await Assert.ThrowsAsync<CacheInvalidationException>(async () => await Invalidate());
        Assert.Equal("bytes", error.Type);
        Assert.IsType<IOException>(error.InnerException);
        _fails = _ => false;
        await Invalidate();

        ValueTask Invalidate() => what switch
        {
            "remove" => _cache.RemoveAsync("k"),
            "clear" => _cache.ClearAsync(),
            _ => _manager.RemoveByTagAsync("t"),
        };
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Bytes_that_are_foreign_truncated_or_corrupt_are_a_miss(string what, Func<byte[], byte[]> damage)
    {
        await _cache.SetAsync("k", "stored");
        var (key, bytes) = _store.Bytes.Single();
        _store.Bytes[key] = damage(bytes);
        Assert.False((await _cache.TryGetAsync<string>("k")).Found, what);
        Assert.True(_log.Count(6) == 1, what);
        Assert.Equal("new", await _cache.GetOrCreateAsync("k", _ => new ValueTask<string>("new")));
        Assert.Equal("new", (await _cache.TryGetAsync<string>("k")).Value);
    }

    public static readonly TheoryData<string, Func<byte[], byte[]>> Damages = new()
    {
        { "foreign", _ => "hello"u8.ToArray() },
        { "empty", _ => [] },
        { "truncated", bytes => bytes[..^1] },
        { "corrupt", bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)] },
        { "no value of its form", bytes => StoredBytes.Sealed([.. bytes[..^1], 0xff], EntrySeal.Checksum) },
    };

    [Fact]
    public async Task Bytes_that_a_store_gives_for_another_key_are_a_miss()
    {
        await _cache.SetAsync("mine", "mine");
        await _cache.SetAsync("theirs", "theirs");
        var theirs = _store.Bytes.Keys.Single(key => key.Contains("theirs", StringComparison.Ordinal));
        foreach (var key in _store.Bytes.Keys) _store.Bytes[key] = _store.Bytes[theirs];
        Assert.False((await _cache.TryGetAsync<string>("mine")).Found);
        Assert.Equal("theirs", (await _cache.TryGetAsync<string>("theirs")).Value);
    }

    private int Calls()
    {
        lock (_calls) return _calls.Count;
    }

    private sealed class Loop
    {
        public Loop? Self { get; set; }
    }
}
