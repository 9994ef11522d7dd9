using System.Runtime.CompilerServices;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>
/// A statement whose output is cached. Cached or not, its body has a scope of its own, so that a hit, which does not run it,
/// leaves the same behind as a miss.
/// </summary>
internal abstract class CachedNode(CacheArguments arguments) : Node
{
    // What its key has of the request, with what its key parts read of it.
    private readonly KeyedValues _keyed = new(arguments.Key);
    private readonly FragmentPlace _place = new();

    protected CacheArguments Cache => arguments;

    /// <summary>The template whose namespace and digest the section belongs to.</summary>
    protected virtual string TemplateOf(RenderFrame frame) => frame.Template.Source.Name;

    /// <summary>What the body is called where the key does not say; tells the sections of a template apart.</summary>
    protected abstract void WriteIdentity(ref CacheKeyWriter key);

    protected virtual void WriteKey(ref CacheKeyWriter key, RenderFrame frame)
    {
        foreach (var part in arguments.Key) KeyParts.Write(ref key, part.Evaluate(frame), frame);
    }

    /// <summary>Where it is kept, with what is given besides the arguments.</summary>
    protected virtual FragmentSpec Place(in FragmentSpec spec, RenderFrame frame) => spec;

    /// <summary>The values of the request that its key has.</summary>
    protected virtual RequestValue[] Keyed(VaryList vary, RenderFrame frame) => _keyed.With(vary, frame);

    /// <summary>How long it lives, which concerns only who makes it.</summary>
    protected virtual FragmentSpec Life(in FragmentSpec spec, RenderFrame frame) => CacheSettings.Life(spec, arguments, frame);

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
            var identity = key.Written.Length;
            WriteKey(ref key, frame);
            var given = key.Written.Length;
            var vary = VaryExpression.Evaluate(arguments.Vary, frame);
            var spec = Place(new FragmentSpec(null, TemplateOf(frame))
            {
                From = frame.Template.Source.Name,
                Offset = Offset,
                Name = arguments.Name,
                Place = _place,
                Type = CacheSettings.Name(arguments.Type, "type", frame),
                Region = CacheSettings.Name(arguments.Region, "region", frame),
                Version = arguments.Version is { } version ? VersionHash.Of(version.Evaluate(frame), frame) : 0,
                Vary = Keyed(vary, frame),
            }, frame);
            if (frame.Pending is not null) return Again(frame, mark);
            frame.WriteVary(ref key, vary, Offset);
            if (frame.Context.TryFragment(spec, key.Written, frame.Output))
            {
                Import(frame);
                return null;
            }

            spec = Life(spec, frame);
            if (key.Written.Length > given) spec = spec with { GivenKey = key.Written[identity..given].ToString() };
            return frame.Pending is null ? MissAsync(frame, spec, key.ToKey()) : Again(frame, mark);
        }
        finally
        {
            key.Dispose();
        }
    }

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
