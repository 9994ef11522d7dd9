using System.Runtime.CompilerServices;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>What a cached statement says about its cache; each is optional.</summary>
internal sealed record CacheArguments(Expression[] Key, Expression? Expire, Expression? Type, Expression? Region, Expression? Tags, Condition? If)
{
    /// <summary>Variables that the body assigns and that are seen after it, on a hit too.</summary>
    public (string Name, int Slot)[] Export { get; init; } = [];
}

/// <summary>
/// A statement whose output is cached. Cached or not, its body has a scope of its own, so that a hit, which does not run it,
/// leaves the same behind as a miss.
/// </summary>
internal abstract class CachedNode(CacheArguments arguments) : Node
{
    private readonly FragmentPlace _place = new();

    /// <summary>The template whose namespace and digest the section belongs to.</summary>
    protected virtual string TemplateOf(RenderFrame frame) => frame.Template.Source.Name;

    /// <summary>What the body is called where the key does not say; tells the sections of a template apart.</summary>
    protected abstract void WriteIdentity(ref CacheKeyWriter key);

    protected abstract Task? RenderBody(RenderFrame frame);

    [SkipLocalsInit]
    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var cached = arguments.If?.Test(frame) ?? true;
        if (frame.Pending is not null) return Again(frame, mark);
        if (!cached) return Then(frame, RenderOwnScope(frame) is { } rendering ? new ValueTask(rendering) : default);

        var key = new CacheKeyWriter(stackalloc char[128]);
        try
        {
            // A group of its own: a page's key may be any parts, and must never be a section's.
            key.BeginGroup();
            WriteIdentity(ref key);
            key.EndGroup();
            foreach (var part in arguments.Key) KeyParts.Write(ref key, part.Evaluate(frame), frame);
            var spec = new FragmentSpec(null, TemplateOf(frame))
            {
                From = frame.Template.Source.Name,
                Offset = Offset,
                Place = _place,
                Type = NameOf(arguments.Type, "type", frame),
                Region = NameOf(arguments.Region, "region", frame),
            };
            if (frame.Pending is not null) return Again(frame, mark);
            if (frame.Context.TryFragment(spec, key.Written, frame.Output))
            {
                Import(frame);
                return null;
            }

            // Life and tags concern only who makes the section.
            if (arguments.Expire is { } expire) spec = spec with { Expire = CacheSettings.Expire(expire.Evaluate(frame)) };
            if (arguments.Tags is { } tags) spec = spec with { Tags = CacheSettings.Tags(tags.Evaluate(frame), frame) };
            return frame.Pending is null ? MissAsync(frame, spec, key.ToKey()) : Again(frame, mark);
        }
        finally
        {
            key.Dispose();
        }
    }

    // What is still on its way is nil until then.
    private static string? NameOf(Expression? name, string option, RenderFrame frame) =>
        name is null ? null : CacheSettings.Name(name.Evaluate(frame), option);

    // A section made without waiting is done: handed on as a task, each would be a level of the stack for the ones behind it.
    private Task? MissAsync(RenderFrame frame, in FragmentSpec spec, CacheKey key)
    {
        var making = frame.Context.FragmentAsync(spec, key, new Body(this, frame), frame.Output);
        return Then(frame, making);
    }

    private Task? Then(RenderFrame frame, ValueTask running)
    {
        if (!running.IsCompletedSuccessfully) return FinishAsync(frame, running);
        Import(frame);
        return null;
    }

    private async Task FinishAsync(RenderFrame frame, ValueTask making)
    {
        await making.ConfigureAwait(false);
        Import(frame);
    }

    private void Import(RenderFrame frame)
    {
        foreach (var (name, slot) in arguments.Export)
            if (frame.Context.Scope.TakeExport(name) is { } text) frame.Assign(slot, ValueText.Read(text));
    }

    private Task? RenderOwnScope(RenderFrame frame)
    {
        var saved = frame.Fork();
        Task? waiting = null;
        try
        {
            waiting = RenderBody(frame);
            if (waiting is null) Export(frame);
        }
        finally
        {
            if (waiting is null) frame.Restore(saved);
        }
        return waiting is null ? null : Finish(frame, saved, waiting);
    }

    private async Task Finish(RenderFrame frame, RenderFrame.Saved saved, Task waiting)
    {
        try
        {
            await waiting.ConfigureAwait(false);
            Export(frame);
        }
        finally
        {
            frame.Restore(saved);
        }
    }

    private void Export(RenderFrame frame)
    {
        foreach (var (name, slot) in arguments.Export)
            if (frame.Slots[frame.Write[slot]] is { IsUnset: false } value) frame.Context.Scope.Export(name, Exported(name, value, frame));
    }

    private static string Exported(string name, in Value value, RenderFrame frame) => ValueText.TryWrite(value, list => frame.ToItems(list))
        ?? throw new TemplateRenderException($"export of '{name}': a section lets out text, numbers, truth values, times, and lists of them. Let out the members that are needed, one by one");

    private sealed class Body(CachedNode node, RenderFrame frame) : IFragmentBody
    {
        public async ValueTask RenderAsync(RenderContext context, IRenderOutput output)
        {
            if (node.RenderOwnScope(frame) is { } waiting) await waiting.ConfigureAwait(false);
            if (frame.Interrupt != Interrupt.None) context.Scope.NoStore("a break or continue ended the section before its end");
        }
    }
}
