using Rendering.Site.Tests.Support;
using Rendering.Templates;

namespace Rendering.Site.Tests.Builds;

public sealed class VersionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RendererOptions _options = new() { Templates = new DictionaryTemplateSource { ["page.liquid"] = "{{ value }}" } };
    private int _value = 1;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_version_that_turns_out_to_be_null_names_nothing_and_the_data_are_compared()
    {
        var site = new StaticSite()
            .Page("/page", "page", () => new { Value = _value }, version: () => (object?)null)
            .Pages("/pages/{id}", [1], id => id, "page", _ => new { Value = _value }, _ => null)
            .Bytes("/bytes.txt", _ => new(new[] { (byte)('0' + _value) }), version: () => (string?)null);
        await BuildAsync(site);
        _value = 2;
        Assert.Equal(3, (await BuildAsync(site)).Rendered);
        Assert.Equal(["2", "2", "2"], site.AllPages.Select(page => _folder.Read("out/" + page.OutputFile)));
        Assert.Equal(2, (await BuildAsync(site)).Reused);
    }

    [Fact]
    public async Task A_version_may_be_of_any_type_that_shows_its_value()
    {
        Func<object>[] versions =
        [
            () => _value, () => $"{_value}", () => ulong.MaxValue - (ulong)_value, () => (Int128)_value, () => 1 + _value * 1e-15, () => (decimal)_value,
            () => _value == 1, () => (char)_value, () => (DayOfWeek)_value, () => new Guid(_value, 0, 0, new byte[8]), () => new Version(_value, 0),
            () => TimeSpan.FromTicks(_value), () => DateTimeOffset.UnixEpoch.AddTicks(_value), () => DateOnly.MinValue.AddDays(_value), () => new[] { (byte)_value },
            () => new Dictionary<string, int> { ["a"] = _value }, () => (_value, "a"), () => new { Row = _value }, () => new Field { Row = _value },
            () => new Printed(_value), () => Task.FromResult(_value),
        ];
        var site = new StaticSite();
        for (var i = 0; i < versions.Length; i++) site.Page($"/{i}", "page", () => new { Value = _value }, versions[i]);
        await BuildAsync(site);
        Assert.Equal(versions.Length, (await BuildAsync(site)).Reused);
        _value = 2;
        await BuildAsync(site);
        Assert.All(site.AllPages, page => Assert.Equal("2", _folder.Read("out/" + page.OutputFile)));
    }

    [Fact]
    public async Task A_version_of_which_nothing_can_be_read_is_an_error_and_not_the_same_for_ever()
    {
        var site = new StaticSite()
            .Page("/file", "page", version: () => new FileInfo("data.json"))
            .Page("/memory", "page", version: () => new ReadOnlyMemory<byte>([1]))
            .Page("/opaque", "page", version: new Opaque(1));
        var error = await Assert.ThrowsAsync<SiteBuildException>(() => BuildAsync(site));
        Assert.Equal(["file/index.html", "memory/index.html", "opaque/index.html"], error.Failures.Select(static failure => failure.File));
        Assert.Contains("The version of '/file' is a System.IO.FileInfo", error.Message);
    }

    private Task<SiteSummary> BuildAsync(StaticSite site) => new SiteBuilder(site, _options).BuildAsync(_folder["out"]);

    private sealed class Field
    {
        public int Row;
    }

    private sealed class Printed(int row)
    {
        public override string ToString() => $"row {row}";
    }

    private sealed class Opaque(int row)
    {
        public int Next() => row + 1;
    }
}
