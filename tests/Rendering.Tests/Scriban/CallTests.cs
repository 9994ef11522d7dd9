using Rendering.Tests.Lazy;
using Rendering.Tests.Support;

namespace Rendering.Tests.Scriban;

/// <summary>
/// Calls inside expressions write and assign, and an expression that meets a value that is not there yet is evaluated again: nothing
/// may happen twice, and nothing may be lost.
/// </summary>
public sealed class CallTests
{
    private const string Library = "{{ func count; total = (total ?? 0) + 1; ret total; end; func say(x) }}[{{ x }}]{{ ret x; end; func slow }}({{ late }}{{ ret late2; end -}}";

    private static Dictionary<string, object?> Model(bool late) => new()
    {
        ["late"] = Delayed.Wrap("L", late ? Delay.FuncOfTask : Delay.None),
        ["late2"] = Delayed.Wrap("M", late ? Delay.FuncOfTask : Delay.None),
        ["late3"] = Delayed.Wrap("N", late ? Delay.FuncOfTask : Delay.None),
        ["numbers"] = Delayed.Wrap(new[] { 1, 2 }, late ? Delay.FuncOfTask : Delay.None),
    };

    [Theory]
    [InlineData("{{ count + '-' + late }}/{{ total }}", "1-L/1")]
    [InlineData("{{ count + late + count + late2 + count }}/{{ total }}", "1L2M3/3")]
    [InlineData("{{ (say 'a') + late + (say 'b') + late2 }}", "[a][b]aLbM")]
    [InlineData("{{ slow + '-' + late3 + count }}/{{ total }}", "(LM-N1/1")]
    [InlineData("{{ x = slow + late3; x }}", "(LMN")]
    [InlineData("{{ if (say 'a') == late }}yes{{ else }}no{{ end }}", "[a]no")]
    [InlineData("{{ for i in [count, late, count] }}{{ i }},{{ end }}{{ total }}", "1,L,2,2")]
    [InlineData("{{ i = 0; while i < 2 && (say late) == 'L'; i = i + 1; x = count; end; total }}", "[L][L]2")]
    [InlineData("{{ func outer; ret slow + count + late3; end; outer + late + count }}/{{ total }}", "(LM1NL2/2")]
    [InlineData("{{ numbers | array.each @(do; ret $0 + late + count; end) }}/{{ total }}", "[\"1L1\", \"2L2\"]/2")]
    [InlineData("{{ func f(a, b = late); ret a + b + count; end; f(count) + late2 }}/{{ total }}", "1L2M/2")]
    [InlineData("{{ func box }}<{{ $$ }}>{{ ret count; end; wrap box }}{{ late }}{{ end }}{{ total }}", "<L>11")]
    [InlineData("{{ k = 1; ++k + late + (k++) }}{{ k }}", "2L23")]
    [InlineData("{{ case late }}{{ when (say 'L') }}{{ count }}{{ end }}{{ total }}", "[L]11")]
    [InlineData("<% cache count + late %>{{ late2 }}<% endcache %>{{ total }}", "M1")]
    [InlineData("{{ (include 'part' late) + late2 + count }}/{{ total }}", "<L1>M2/2")]
    [InlineData("{{ count | say }}{{ late | say | say }}", "[1]1[L][L]L")]
    [InlineData("{{ capture c }}{{ slow }}{{ end }}{{ c }}{{ o = {}; o[late] = count; o }}", "(LM{L: 1}")]
    public async Task Nothing_happens_twice_and_nothing_is_lost(string template, string expected)
    {
        (string, string)[] parts = [("lib.scriban", Library), ("part.scriban", "<{{ $1 }}{{ count }}>")];
        var text = "{{ include 'lib' }}" + template;
        foreach (var late in (bool[])[false, true])
            Assert.Equal((late, expected), (late, await ScribanPage.With(text, parts).RenderAsync("page.scriban", Model(late))));
    }

    [Fact]
    public async Task A_failing_value_beside_a_call_ends_the_render_with_its_position()
    {
        var gate = new Gate();
        var site = ScribanPage.With("{{ func f }}{{ slow }}{{ end }}\n{{ f + 1 }}");
        var rendering = site.RenderAsync("page.scriban", gate);
        await gate.Entered;
        gate.Fail(new InvalidOperationException("no data"));
        var error = await Assert.ThrowsAsync<TemplateRenderException>(() => rendering);
        Assert.Equal(1, error.Location!.Line);
        Assert.Equal("a", await new Site(("page.scriban", "{{ 'a' }}")).RenderAsync("page.scriban"));
    }

    [Fact]
    public async Task A_cancelled_render_ends_inside_a_call()
    {
        using var source = new CancellationTokenSource();
        var gate = new Gate();
        var site = ScribanPage.With("{{ func f }}{{ slow }}{{ end }}{{ f + 1 }}");
        var rendering = site.Renderer.RenderAsync("page.scriban", gate, cancellation: source.Token).AsTask();
        await gate.Entered;
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rendering);
    }
}
