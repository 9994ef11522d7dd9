using System.Globalization;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;
using Rendering.Tests.Support;
using Rendering.Values;

namespace Rendering.Tests.Engines;

/// <summary>A context that knows sections and no collections: these go one by one over the sections.</summary>
public sealed class OneByOneTests
{
    [Fact]
    public async Task A_collection_in_a_context_of_sections_is_read_and_made_one_by_one()
    {
        var site = new Site(static options => options.Engines[".one"] = new Engine(),
            ("page.one", "inner.liquid"),
            ("inner", "{% if list %}<% cache_each i in list, version: v %>{{ i }}{% if i == 3 %}{% break %}{% endif %},<% endcache_each %>{% endif %}<% cache_each x in ids, load: loader %>[{{ x }}]<% endcache_each %>"));
        var loader = new CollectionLoader<int, string>(static (ids, _) =>
            Task.FromResult<IReadOnlyDictionary<int, string>>(ids.Where(static id => id != 8).ToDictionary(static id => id, static id => $"n{id}")));
        for (var v = 0; v < 4; v++) Assert.Equal("2,1,2,3[n7]", await site.RenderAsync("page.one", new { v = v / 2, list = new[] { 2, 1, 2, 3, 4 }, ids = new[] { 7, 8 }, loader }));
    }

    private sealed class Engine : ITemplateEngine
    {
        public string Fingerprint => "one by one";

        public ICompiledTemplate Compile(TemplateSource source) => new Template(source.Text);
    }

    private sealed class Template(string inner) : ICompiledTemplate
    {
        public IReadOnlyList<TemplateReference> References => [new(inner, 0)];

        public async ValueTask RenderAsync(RenderContext context, IRenderOutput output) =>
            await (await context.LoadAsync(inner))!.RenderAsync(new Sections(context), output);
    }

    private sealed class Sections(RenderContext page) : RenderContext
    {
        public override object? Model => page.Model;

        public override object? Globals => page.Globals;

        public override string Template => page.Template;

        public override CultureInfo Culture => page.Culture;

        public override TimeProvider Time => page.Time;

        public override TemplateLimits Limits => page.Limits;

        public override bool Escape => page.Escape;

        public override CancellationToken Cancellation => page.Cancellation;

        public override CacheManager Caches => page.Caches;

        public override FragmentScope Scope => page.Scope;

        public override PageParts Page => page.Page;

        public override ValueTask<ICompiledTemplate?> LoadAsync(string name, string? from = null) => page.LoadAsync(name, from);

        public override ulong? VersionOf(string ns) => page.VersionOf(ns);

        public override RenderContext ForPartial(string template, object? model) => page.ForPartial(template, model);

        public override bool TryFragment(in FragmentSpec spec, ReadOnlySpan<char> key, IRenderOutput output) => page.TryFragment(spec, key, output);

        public override ValueTask FragmentAsync(FragmentSpec spec, CacheKey key, IFragmentBody body, IRenderOutput output) => page.FragmentAsync(spec, key, body, output);
    }
}
