using System.Globalization;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;

namespace Rendering;

/// <summary>The same render, seen from a partial in another language.</summary>
internal sealed class PartialContext(RenderContext page, string template, object? model, int depth, bool hasPageModel = false) : RenderContext
{
    public override object? Model => model;

    public override object? Globals => page.Globals;

    public override string Template => template;

    public override RenderRequest Request => page.Request;

    internal override RequestView RequestView => page.RequestView;

    internal override ServedPage? Served => page.Served;

    internal override void WarnUnkeyed(RequestValue value, TemplateSource source, int offset) => page.WarnUnkeyed(value, source, offset);

    public override CultureInfo Culture => page.Culture;

    public override TimeProvider Time => page.Time;

    public override TemplateLimits Limits => page.Limits;

    internal override RenderBudget Budget => page.Budget;

    public override bool Escape => page.Escape;

    public override CancellationToken Cancellation => page.Cancellation;

    public override CacheManager Caches => page.Caches;

    public override FragmentScope Scope => page.Scope;

    public override PageParts Page => page.Page;

    public override bool IsPage => false;

    internal override bool HasPageModel => hasPageModel;

    internal override bool IsOfPage => page.Template == template;

    internal override ValueTask FillTextAsync(Utf8Output output, int mark) => page.FillTextAsync(output, mark);

    public override ValueTask<ICompiledTemplate?> LoadAsync(string name, string? from = null) => page.LoadAsync(name, from ?? template);

    public override ulong? VersionOf(string ns) => page.VersionOf(ns);

    public override string MissingTemplate(string name) => page.MissingTemplate(name);

    public override RenderContext ForPartial(string other, object? otherModel) => depth < Limits.IncludeDepth
        ? new PartialContext(page, other, otherModel, depth + 1)
        : throw new NestingException();

    public override bool TryFragment(in FragmentSpec spec, ReadOnlySpan<char> key, IRenderOutput output) => page.TryFragment(spec, key, output);

    public override ValueTask FragmentAsync(FragmentSpec spec, CacheKey key, IFragmentBody body, IRenderOutput output) =>
        page.FragmentAsync(spec, key, new Here(this, body), output);

    public override Rendition? FindFragment(in FragmentSpec spec, ReadOnlySpan<char> key) => page.FindFragment(spec, key);

    public override ValueTask FragmentsAsync(FragmentSpec spec, ReadOnlyMemory<FragmentItem> items, IFragmentBodies bodies, IRenderOutput output) =>
        page.FragmentsAsync(spec, items, new AllHere(this, bodies), output);

    // The body is rendered as part of this partial, not of the page.
    private sealed class Here(RenderContext context, IFragmentBody body) : IFragmentBody
    {
        public ValueTask RenderAsync(RenderContext _, IRenderOutput output) => body.RenderAsync(context, output);
    }

    private sealed class AllHere(RenderContext context, IFragmentBodies bodies) : IFragmentBodies
    {
        public ValueTask PrepareAsync(IReadOnlyList<int> items, RenderContext _) => bodies.PrepareAsync(items, context);

        public ValueTask<FragmentResult> RenderAsync(int item, RenderContext _, IRenderOutput output) => bodies.RenderAsync(item, context, output);
    }
}
