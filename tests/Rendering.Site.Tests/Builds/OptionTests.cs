using Rendering.Engines;
using Rendering.Output;
using Rendering.Site.Tests.Support;
using Rendering.Templates;

namespace Rendering.Site.Tests.Builds;

public sealed class OptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // How a build sees that each differs. A new option needs a place here, and an edit among Edit.Known.
    private static readonly Dictionary<string, string> Seen = new()
    {
        ["Templates"] = "the digest of the closure",
        ["Engines"] = "the engine's fingerprint, in the digest of the closure",
        ["Liquid"] = "the engine's fingerprint",
        ["Scriban"] = "the engine's fingerprint",
        ["Members"] = "the engine's fingerprint, and the digest of the model",
        ["Escape"] = "the page's version",
        ["Globals"] = "the settings",
        ["Limits"] = "the settings",
        ["Culture"] = "the settings",
        ["CacheNamespaces"] = "the settings",
        ["MissingTemplate"] = "the settings",
        ["Time"] = "a page that asks for it is made in each build",
        ["Caching"] = "always off in a build",
        ["Fragments"] = "always off in a build: how long sections are kept",
        ["Prefetch"] = "always off in a build",
        ["Vary"] = "the settings",
        ["Explain"] = "nothing of it is in a page",
        ["FreeVariables"] = "an error, or nothing of it is in a page",
        ["Logger"] = "nothing of it is in a page",
    };

    [Fact]
    public void Each_option_of_the_renderer_is_seen_by_a_build() =>
        Assert.Equal(Seen.Keys.Order(), typeof(RendererOptions).GetProperties().Select(static property => property.Name).Order());

    [Fact]
    public void A_clone_has_every_option_and_engines_of_its_own()
    {
        var options = new RendererOptions { Globals = this, Escape = EscapeMode.Never, Caching = false };
        options.Engines[".x"] = new EveryMember();
        options.CacheNamespaces.Add("prices");
        options.Vary.Add("tenant", _ => "t");
        options.Vary.Culture = false;
        var clone = options.Clone();
        foreach (var property in typeof(RendererOptions).GetProperties())
            if (property.Name != nameof(RendererOptions.Vary)) Assert.Equal(property.GetValue(options), property.GetValue(clone));
        Assert.Equal((options.Vary.Culture, "tenant"), (clone.Vary.Culture, clone.Vary.Values.Single().Key));
        clone.Engines.Clear();
        clone.Vary.Add("other", _ => "o");
        Assert.Single(options.Engines);
        Assert.Single(options.Vary.Values);
    }

    [Fact]
    public async Task With_an_engine_that_may_read_more_of_a_model_than_is_digested_a_page_needs_a_version_to_be_reused()
    {
        _folder.Write("templates/page.x", "");
        var options = new RendererOptions { Templates = new FolderTemplateSource(_folder["templates"], TemplateReload.Never) };
        options.Engines[".x"] = new EveryMember();
        var counter = new Counter();
        var site = new StaticSite().Page("/a", "page", counter).Page("/b", "page", counter, version: 1);
        await new SiteBuilder(site, options).BuildAsync(_folder["out"]);
        var summary = await new SiteBuilder(site, options).BuildAsync(_folder["out"]);
        Assert.Equal((1, 1), (summary.Rendered, summary.Reused));
    }

    [Fact]
    public async Task A_model_whose_members_are_functions_or_rings_is_never_taken_for_the_same_where_it_is_not()
    {
        var ring = new Ring("a");
        ring.Next = new Ring("b") { Next = ring };
        var value = 1;
        var options = new RendererOptions
        {
            Templates = new DictionaryTemplateSource(new Dictionary<string, string>
            {
                ["ring.liquid"] = "{{ ring.name }}{{ ring.next.name }}{{ ring.next.next.name }}",
                ["lazy.liquid"] = "{{ value }}",
            }),
        };
        var site = new StaticSite().Page("/ring", "ring", () => new { Ring = ring }).Page("/lazy", "lazy", () => new { Value = (Func<int>)(() => value) });
        var builder = new SiteBuilder(site, options);
        await builder.BuildAsync(_folder["out"]);
        Assert.Equal((1, 1), await AgainAsync());
        ring.Next.Name = "c";
        value = 2;
        Assert.Equal((2, 0), await AgainAsync());
        Assert.Equal("aca", _folder.Read("out/ring/index.html"));
        Assert.Equal("2", _folder.Read("out/lazy/index.html"));

        async Task<(int, int)> AgainAsync()
        {
            var summary = await builder.BuildAsync(_folder["out"]);
            return (summary.Rendered, summary.Reused);
        }
    }

    [Fact]
    public async Task A_folder_that_is_a_file_or_part_of_the_site_is_an_error_that_says_so()
    {
        _folder.Write("wwwroot/a.txt", "a");
        var site = new StaticSite().Folder(_folder["wwwroot"] + "/");
        Assert.Contains("inside", (await Assert.ThrowsAsync<SiteBuildException>(() => new SiteBuilder(site).BuildAsync(_folder["wwwroot/out"]))).Message);
        _folder.Write("file", "");
        Assert.Contains("cannot be built into", (await Assert.ThrowsAsync<SiteBuildException>(() => new SiteBuilder(site).BuildAsync(_folder["file"]))).Message);
    }

    [Fact]
    public void A_build_makes_at_least_one_page_at_once() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SiteBuildOptions { Parallelism = 0 });

    public sealed class Ring(string name)
    {
        public string Name { get; set; } = name;
        public Ring? Next { get; set; }
    }

    public sealed class Counter
    {
        private int _asked;

        public int Next() => _asked++;
    }

    /// <summary>An engine that calls methods, which the built-in languages never do.</summary>
    private sealed class EveryMember : ITemplateEngine, ICompiledTemplate
    {
        public string Fingerprint => "every member 1";

        public IReadOnlyList<TemplateReference> References => [];

        public ICompiledTemplate Compile(TemplateSource source) => this;

        public ValueTask RenderAsync(RenderContext context, IRenderOutput output)
        {
            output.Write($"{((Counter)context.Model!).Next()}", escape: false);
            return default;
        }
    }
}
