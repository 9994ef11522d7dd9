using System.Globalization;
using Rendering.Tests.Support;

namespace Rendering.Tests.Limits;

/// <summary>Promise 23: what a template makes and goes over is counted by its length, whatever makes it.</summary>
public sealed class WorkTests
{
    [Theory]
    [InlineData("{% assign @ = text | append: 'x' %}")]
    [InlineData("{% assign @ = text | upcase %}")]
    [InlineData("{% assign @ = text | split: ',' %}")]
    [InlineData("{% capture @ %}{{ text }}{% endcapture %}")]
    [InlineData("{% section @ %}{{ text }}{{ text }}{% endsection %}")]
    [InlineData("{% assign @ = items | sort %}")]
    [InlineData("{% render 'box', text: text %}")]
    public async Task All_that_a_render_makes_is_bounded_together(string statement)
    {
        var page = string.Concat(Enumerable.Range(0, 40).Select(i => statement.Replace("@", "v" + i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        var model = new { text = new string('x', 10_000), items = Enumerable.Range(0, 1000) };
        var site = new Site(options => options.Limits = new TemplateLimits { MemoryBytes = 100_000 }, ("page", page), ("few", statement.Replace("@", "v", StringComparison.Ordinal)), ("box", "{% assign a = text | append: text %}"));
        var error = await Assert.ThrowsAnyAsync<LimitException>(() => site.RenderAsync("page", model));
        Assert.Contains(nameof(TemplateLimits.MemoryBytes), error.Message, StringComparison.Ordinal);
        await site.RenderAsync("few", model);
        await site.RenderAsync("few", model);
    }

    [Theory]
    [InlineData("{{ a | upcase }}")]
    [InlineData("{{ a | downcase | capitalize }}")]
    [InlineData("{% assign x = a | url_encode %}")]
    [InlineData("{% assign x = a | strip %}")]
    [InlineData("{% if a == b %}{% endif %}")]
    [InlineData("{% if a < b %}{% endif %}")]
    [InlineData("{% if a contains 'y' %}{% endif %}")]
    [InlineData("{% case a %}{% when b %}{% endcase %}")]
    [InlineData("{% if l == m %}{% endif %}")]
    [InlineData("{% if l contains 'y' %}{% endif %}")]
    [InlineData("{% assign x = a | replace_first: 'y', 'z' %}")]
    [InlineData("{% assign x = a | split: 'y' %}")]
    public async Task Going_over_something_long_costs_steps_by_its_length(string statement)
    {
        // As many statements with nothing to do pass.
        var text = string.Concat(Enumerable.Repeat(statement, 20));
        var site = new Site(options => options.Limits = new TemplateLimits { Steps = 2_000 }, ("page", text));
        await site.RenderAsync("page", Model(10, 10));
        var error = await Assert.ThrowsAnyAsync<LimitException>(() => site.RenderAsync("page", Model(64_000, 1000)));
        Assert.Contains(nameof(TemplateLimits.Steps), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% if a contains n %}{% endif %}")]
    [InlineData("{% assign x = a | replace: n, '' %}")]
    [InlineData("{% assign x = a | remove_last: n %}")]
    [InlineData("{% assign x = a | split: n %}")]
    public async Task A_search_that_takes_the_product_of_two_long_texts_is_not_begun(string statement)
    {
        var site = new Site(("page", statement));
        await Assert.ThrowsAnyAsync<LimitException>(() => site.RenderAsync("page", new { a = new string('x', 8_000_000), n = new string('x', 4_000_000) + "y" }));
        await site.RenderAsync("page", new { a = new string('x', 1_000_000), n = new string('x', 200) + "y" });
    }

    [Fact]
    public async Task Wall_time_is_looked_at_by_what_filters_go_over()
    {
        Site? site = null;
        site = new Site(options => options.Limits = new TemplateLimits { Time = TimeSpan.FromSeconds(5) }, ("page", string.Concat(Enumerable.Repeat("{{ late }}{% assign x = a | upcase %}", 2))));
        await Assert.ThrowsAnyAsync<LimitException>(() => site.RenderAsync("page", new { a = new string('x', 600_000), late = new Func<string>(() => { site.Time.Advance(6); return ""; }) }));
    }

    private static object Model(int characters, int items)
    {
        var (a, b) = (new string('x', characters), new string('x', characters));
        return new { a, b, l = Enumerable.Repeat("x", items).ToArray(), m = Enumerable.Repeat("x", items).ToList() };
    }
}
