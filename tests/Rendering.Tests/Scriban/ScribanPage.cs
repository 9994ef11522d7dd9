using Rendering.Scriban;
using Rendering.Tests.Lazy;
using Rendering.Tests.Support;

namespace Rendering.Tests.Scriban;

/// <summary>Renders a template of Scriban: at once, with every name late, cold and warm inside a cached section. All give the same.</summary>
internal static class ScribanPage
{
    public static Site With(string text, params (string Name, string Text)[] others) =>
        new(static options => options.Escape = EscapeMode.Never, [("page.scriban", text), .. others]);

    public static async Task<string> RenderAsync(string text, Dictionary<string, object?>? model = null, params (string Name, string Text)[] others)
    {
        model ??= [];
        var expected = await With(text, others).RenderAsync("page.scriban", model);
        Assert.Equal(("late", expected), ("late", await With(text, others).RenderAsync("page.scriban", model.ToDictionary(static m => m.Key, static m => Delayed.Wrap(m.Value, Delay.FuncOfTask)))));
        var cached = With($"<% cache 1 %>{text}<% endcache %>", others);
        Assert.Equal(("cold", expected), ("cold", await cached.RenderAsync("page.scriban", model)));
        Assert.Equal(("warm", expected), ("warm", await cached.RenderAsync("page.scriban", model)));
        return expected;
    }

    /// <summary>The error, as Scriban words it.</summary>
    public static async Task<string> ErrorAsync(string text) =>
        ScribanEngine.Describe(await Assert.ThrowsAnyAsync<TemplateException>(() => With(text).RenderAsync("page.scriban")));
}
