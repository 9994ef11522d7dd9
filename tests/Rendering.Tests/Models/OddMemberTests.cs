using Rendering.Output;
using Rendering.Tests.Support;

namespace Rendering.Tests.Models;

/// <summary>Members and values at the edges of what a model may hold.</summary>
public sealed class OddMemberTests
{
    private sealed class WithReference
    {
        private int _number = 7;

        public ref int Number => ref _number;

        public string Name => "n";
    }

    [Fact]
    public async Task A_property_by_reference_does_not_hide_its_neighbours() =>
        Assert.Equal("[]n", await new Site(("page", "[{{ m.number }}]{{ m.name }}")).RenderAsync("page", new { M = new WithReference() }));

    [Fact]
    public async Task A_day_is_its_midnight_and_not_a_moment_later() =>
        Assert.Equal("000000000|2024-01-02", await new Site(("page", "{{ d | date: '%N' }}|{{ d }}")).RenderAsync("page", new { D = new DateOnly(2024, 1, 2) }));

    [Fact]
    public async Task Lazy_items_of_a_list_are_resolved_for_filters()
    {
        var model = new { Items = new object[] { (Func<Task<string>>)(async () => { await Task.Yield(); return "a"; }), "b" } };
        Assert.Equal("a-b|a", await new Site(("page", "{{ items | join: '-' }}|{{ items | first }}")).RenderAsync("page", model));
    }

    [Fact]
    public void An_output_refuses_marks_and_counts_beyond_its_bytes()
    {
        using var output = new Utf8Output();
        output.Write("abc", escape: false);
        Assert.Throws<ArgumentOutOfRangeException>(() => output.Rewind(-40));
        Assert.Throws<ArgumentOutOfRangeException>(() => output.Rewind(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => output.Advance(int.MaxValue));
        Assert.Equal("abc", output.ToText());
    }
}
