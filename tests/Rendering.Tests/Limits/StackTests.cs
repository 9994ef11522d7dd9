using System.Globalization;
using Rendering.Engines;
using Rendering.Output;
using Rendering.Tests.Support;

namespace Rendering.Tests.Limits;

/// <summary>Promise 23: no product of bounds, and no number of templates, uses up the stack.</summary>
public sealed class StackTests
{
    private const string Lookups = ".b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b";

    public static TheoryData<string> Nested => new()
    {
        { "{{ " + Repeat("x[", 98) + "x" + Repeat(Lookups + "]", 98) + " }}" },
        { "{{ " + Repeat("(", 98) + "1" + Repeat("..x" + Lookups + ")", 98) + " }}" },
        { "{{ a " + Repeat("| append: x" + Lookups, 98) + " }}" },
        { "{{ a | append: " + Repeat("x[", 98) + "x" + Repeat(Lookups + "]", 98) + " }}" },
        { "{% if " + Repeat("x[", 98) + "x" + Repeat(Lookups + "]", 98) + " == 1 %}{% endif %}" },
    };

    [Theory]
    [MemberData(nameof(Nested))]
    public async Task The_steps_of_an_expression_are_bounded_with_all_that_it_evaluates(string text)
    {
        var error = await Assert.ThrowsAsync<TemplateSyntaxException>(() => Site.OnceAsync(text));
        Assert.Contains("more than 200 steps", error.Message, StringComparison.Ordinal);
        Assert.Equal("page.liquid", error.Location!.Template);
    }

    [Fact]
    public async Task An_expression_of_some_dozen_steps_passes() => Assert.Equal("3", await Site.OnceAsync(
        "{{ a " + Repeat("| plus: b[0][c.d] | minus: 1 ", 15) + " }}", new { a = 3, b = new object[] { new Dictionary<string, object> { ["k"] = 1 } }, c = new { d = "k" } }));

    [Theory]
    [InlineData("{% if false %}{% render 't@' %}{% endif %}")]
    [InlineData("{% if false %}{% include 't@' %}{% include 'none' %}{% endif %}")]
    [InlineData("{% if false %}{% layout 't@' %}{% endif %}x")]
    public async Task A_chain_of_templates_may_be_of_any_length(string text)
    {
        const int Length = 4000;
        var site = new Site([.. Enumerable.Range(0, Length).Select(i => ($"t{i}", text.Replace("@", ((i + 1) % Length).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)))]);
        var error = await SmallStack.RunAsync(() => site.CachedAsync("t0"));
        Assert.Null(error);
    }

    [Fact]
    public async Task An_edit_at_the_end_of_a_ring_of_templates_voids_what_was_made_from_it()
    {
        var site = new Site(("a", "{% if false %}{% render 'b' %}{% endif %}{% render 'c' %}"), ("b", "{% if false %}{% render 'a' %}{% endif %}"), ("c", "1"));
        Assert.Equal("1", await site.CachedAsync("a"));
        site["c"] = "2";
        Assert.Equal("2", await site.CachedAsync("a"));
        Assert.Equal("2", await site.CachedAsync("a"));
    }

    [Fact]
    public async Task A_template_that_compiles_holds_up_no_other()
    {
        using var compiling = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var site = new Site(options => options.Engines[".slow"] = new Slow(compiling, go), ("a.slow", ""), ("b", "b"));
        var slow = Task.Factory.StartNew(() => site.RenderAsync("a.slow"), TaskCreationOptions.LongRunning).Unwrap();
        compiling.Wait();
        Assert.Equal("b", await site.RenderAsync("b"));
        Assert.False(slow.IsCompleted);
        go.Set();
        Assert.Equal("", await slow);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private sealed class Slow(ManualResetEventSlim compiling, ManualResetEventSlim go) : ITemplateEngine, ICompiledTemplate
    {
        public string Fingerprint => "slow";

        public IReadOnlyList<TemplateReference> References => [];

        public ICompiledTemplate Compile(TemplateSource source)
        {
            compiling.Set();
            go.Wait();
            return this;
        }

        public ValueTask RenderAsync(RenderContext context, IRenderOutput output) => default;
    }
}
