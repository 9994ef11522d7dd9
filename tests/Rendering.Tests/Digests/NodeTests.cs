using System.Globalization;
using Rendering.Engines;
using Rendering.Liquid;
using Rendering.Scriban;
using Rendering.Templates;
using Rendering.Values;

namespace Rendering.Tests.Digests;

/// <summary>Promise 10: the digest is the same on all nodes. It is pinned, so that neither a hash seed nor a machine's culture is in it.</summary>
public sealed class NodeTests
{
    private static readonly Dictionary<string, string> Templates = new()
    {
        ["page.liquid"] = "{% layout 'main' %}{% # note %}{% include 'part' %}{% render 'absent' %}<% cache 1.5 %>İ<% endcache %>",
        ["main.scriban"] = "{{ ## note ## renderbody }}",
        ["part.liquid"] = "p",
    };

    [Fact]
    public void The_digest_is_pinned()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in new[] { "", "tr-TR", "de-DE", "ar-SA" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                Assert.Equal(2857034883256758437ul, Of(new RendererOptions
                {
                    Engines = { [".liquid"] = new Pinned(new LiquidEngine()), [".scriban"] = new Pinned(new ScribanEngine()) },
                }));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void The_digest_is_that_of_options_and_functions_however_they_were_added()
    {
        var (one, other) = (new RendererOptions(), new RendererOptions());
        one.Liquid.AddFilter("a", Twice).AddFilter("b", Same);
        other.Liquid.AddFilter("b", Same).AddFilter("a", Twice);
        Assert.Equal(Of(one), Of(other));
        var swapped = new RendererOptions();
        swapped.Liquid.AddFilter("a", Same).AddFilter("b", Twice);
        Assert.NotEqual(Of(one), Of(swapped));
        var scriban = new RendererOptions();
        scriban.Scriban.AddFunction("a", "x", static arguments => arguments[0]);
        Assert.NotEqual(Of(new RendererOptions()), Of(scriban));
    }

    // What the engines say of themselves may change with any of their options.
    private sealed class Pinned(ITemplateEngine engine) : ITemplateEngine
    {
        public string Fingerprint => "pinned";

        public ICompiledTemplate Compile(TemplateSource source) => engine.Compile(source);
    }

    private static Value Twice(Value input, IReadOnlyList<Value> arguments) => Value.FromString(input.AsString + input.AsString);

    private static Value Same(Value input, IReadOnlyList<Value> arguments) => input;

    private static ulong Of(RendererOptions options)
    {
        options.Templates = new DictionaryTemplateSource(Templates);
        return new Renderer(options).VersionOf("page");
    }
}
