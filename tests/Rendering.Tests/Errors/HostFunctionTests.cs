using Rendering.Tests.Support;
using Rendering.Values;

namespace Rendering.Tests.Errors;

/// <summary>A filter or function of the host that fails is named, wherever it was called from; the model is not to blame.</summary>
public sealed class HostFunctionTests
{
    private static Site With(Func<Value> code, params (string Name, string Text)[] templates) => new(options =>
    {
        options.Liquid.AddFilter("shout", (_, _) => code());
        options.Scriban.AddFunction("my.shout", "text?", _ => code());
    }, templates);

    [Theory]
    [InlineData("page.liquid", "{{ 'a' | shout }}", "The filter `shout` failed: kaput", 1)]
    [InlineData("page.liquid", "{% assign x = 'a' | upcase | shout %}", "The filter `shout` failed: kaput", 1)]
    [InlineData("page.liquid", "{% if true %}{{ 'a' | shout | upcase }}{% endif %}", "The filter `shout` failed: kaput", 14)]
    [InlineData("page.scriban", "{{ my.shout 'a' }}", "The function `my.shout` failed: kaput", 4)]
    [InlineData("page.scriban", "{{ 'a' | my.shout | string.upcase }}", "The function `my.shout` failed: kaput", 4)]
    [InlineData("page.scriban", "{{ f = @my.shout; f 'a' }}", "The function `my.shout` failed: kaput", 19)]
    [InlineData("page.scriban", "{{ ['a'] | array.each @my.shout }}", "The function `my.shout` failed: kaput", 4)]
    public async Task The_error_names_the_filter_or_function(string name, string text, string problem, int column)
    {
        var site = With(static () => throw new InvalidOperationException("kaput"), (name, text));
        var error = await Assert.ThrowsAsync<TemplateRenderException>(() => site.RenderAsync(name));
        Assert.Equal((problem, column), (error.Problem, error.Location!.Column));
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Theory]
    [InlineData("page.liquid", "{{ 'a' | shout }}")]
    [InlineData("page.scriban", "{{ my.shout 'a' }}")]
    public async Task An_error_of_the_library_passes_as_it_is(string name, string text)
    {
        var site = With(static () => throw new TemplateRenderException("Give a number"), (name, text));
        Assert.Equal("Give a number", (await Assert.ThrowsAsync<TemplateRenderException>(() => site.RenderAsync(name))).Problem);
    }

    [Theory]
    [InlineData("page.liquid", "{{ 'a' | shout }}")]
    [InlineData("page.scriban", "{{ my.shout 'a' }}")]
    public async Task A_cancellation_is_the_render_s_only_where_the_render_was_cancelled(string name, string text)
    {
        using var source = new CancellationTokenSource();
        var site = With(() => throw new OperationCanceledException("gave up"), (name, text));
        Assert.EndsWith("failed: gave up", (await Assert.ThrowsAsync<TemplateRenderException>(() => site.RenderAsync(name))).Problem, StringComparison.Ordinal);

        var cancelled = With(() =>
        {
            source.Cancel();
            throw new OperationCanceledException(source.Token);
        }, (name, text));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await cancelled.Renderer.RenderAsync(name, cancellation: source.Token));
    }
}
