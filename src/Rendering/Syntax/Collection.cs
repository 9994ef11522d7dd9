using System.Buffers;
using System.Runtime.CompilerServices;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>
/// One run of a <see cref="CacheEachNode"/>: first the keys of all items, and what of them is in this process; then all are written, and
/// what is missing is rendered on the way. Nothing is written before all keys are known, cached or not.
/// </summary>
internal sealed class Collection(CacheEachNode node, RenderFrame frame, LoopRange items, FragmentSpec spec, ICollectionLoader? loader, bool isCached) : IFragmentBodies
{
    private readonly FragmentItem[] _found = ArrayPool<FragmentItem>.Shared.Rent(items.Count);
    private Dictionary<int, Value>? _loaded;
    private Interrupt _interrupt;
    private int _next;
    private int _mark;

    public Task? Run()
    {
        var waits = false;
        try
        {
            waits = !TryFind();
            if (waits) return WaitAndWriteAsync();
            var writing = Write();
            waits = !writing.IsCompletedSuccessfully;
            if (waits) return FinishAsync(writing);
            frame.Interrupt = _interrupt;
            return null;
        }
        finally
        {
            if (!waits) GiveBack();
        }
    }

    private async Task WaitAndWriteAsync()
    {
        try
        {
            do
            {
                await frame.TakePending().ConfigureAwait(false);
                frame.Replay(_mark);
            }
            while (!TryFind());
            await Write().ConfigureAwait(false);
            frame.Interrupt = _interrupt;
        }
        finally
        {
            GiveBack();
        }
    }

    private async Task FinishAsync(ValueTask writing)
    {
        try
        {
            await writing.ConfigureAwait(false);
            frame.Interrupt = _interrupt;
        }
        finally
        {
            GiveBack();
        }
    }

    private ValueTask Write() => isCached
        ? frame.Context.FragmentsAsync(spec, _found.AsMemory(0, items.Count), this, frame.Output)
        : this.RenderAllAsync(items.Count, frame.Context, frame.Output);

    private void GiveBack() => ArrayPool<FragmentItem>.Shared.Return(_found, clearArray: true);

    // Goes on where it stopped: false where the key of the next item is on its way.
    [SkipLocalsInit]
    private bool TryFind()
    {
        Span<char> buffer = stackalloc char[256];
        var slot = frame.Read[node.ItemSlot];
        var around = frame.Slots[slot];
        try
        {
            for (; _next < items.Count; _next++)
            {
                frame.Spend(1);
                _mark = frame.Output.Length;
                frame.Slots[slot] = ItemAt(_next);
                if (frame.Pending is not null || !TryFind(buffer)) return false;
                // What the expressions of the next item call is not what those of this one did.
                if (frame.HasNews) frame.Settle();
            }

            return true;
        }
        finally
        {
            frame.Slots[slot] = around;
        }
    }

    private bool TryFind(Span<char> buffer)
    {
        var one = spec with { Version = VersionOf(buffer) };
        var key = new CacheKeyWriter(buffer);
        try
        {
            // As of a section: a group of its own that holds the number, then the parts.
            key.BeginGroup();
            key.BeginGroup();
            key.Add(node.Number);
            key.EndGroup();
            key.EndGroup();
            var part = frame.Resolve(node.Arguments.Key is { } expression ? expression.Evaluate(frame) : frame.Slots[frame.Read[node.ItemSlot]]);
            if (frame.Pending is null && part.IsNil) throw new TemplateRenderException($"Item {_next + 1} of the collection has no key: it is nil. Items without one would all be the same section");
            KeyParts.Write(ref key, part, frame);
            if (frame.Pending is not null) return false;
            var found = isCached ? frame.Context.FindFragment(one, key.Written) : null;
            _found[_next] = new FragmentItem(found is null && isCached ? key.ToKey() : default, one.Version, found);
            return true;
        }
        finally
        {
            key.Dispose();
        }
    }

    private ulong VersionOf(Span<char> buffer)
    {
        if (node.Arguments.Version is not { } version) return 0;
        var parts = new CacheKeyWriter(buffer);
        try
        {
            KeyParts.Write(ref parts, version.Evaluate(frame), frame);
            return TextHash.Of(parts.Written);
        }
        finally
        {
            parts.Dispose();
        }
    }

    private Value ItemAt(int index) => items.MayBeLazy ? frame.Resolve(items.At(index)) : items.At(index);

    public async ValueTask PrepareAsync(IReadOnlyList<int> places, RenderContext context)
    {
        if (loader is null || places.Count == 0) return;
        Value[] ids = [.. places.Select(ItemAt)];
        var loading = loader.LoadAsync(ids, context.Cancellation).AsTask();
        frame.WaitFor(loading);
        await frame.TakePending().ConfigureAwait(false);
        var loaded = await loading.ConfigureAwait(false);
        if (loaded.Count != ids.Length) throw new TemplateRenderException($"load was asked for {ids.Length} items and gave {loaded.Count}: it must give one for each id, in their order, and null where there is none");
        _loaded ??= [];
        for (var i = 0; i < ids.Length; i++) _loaded[places[i]] = Value.From(loaded[i]);
    }

    public async ValueTask<FragmentResult> RenderAsync(int item, RenderContext context, IRenderOutput output)
    {
        var value = _loaded is null ? ItemAt(item) : _loaded[item];
        if (loader is not null && value.IsNil) return FragmentResult.Absent;
        var saved = frame.Fork();
        var ended = Interrupt.None;
        try
        {
            frame.Slots[frame.Read[node.ItemSlot]] = value;
            frame.Slots[frame.Read[node.PlaceSlot]] = Value.FromReference(NoPlace.Instance);
            if (isCached && node.Arguments.Tags is { } tags) await TagAsync(tags, context).ConfigureAwait(false);
            if (node.Body.Render(frame) is { } waiting) await waiting.ConfigureAwait(false);
            (ended, frame.Interrupt) = (frame.Interrupt, Interrupt.None);
        }
        catch
        {
            frame.DropPending();
            throw;
        }
        finally
        {
            frame.Restore(saved);
        }

        // A continue only ends its item, and would do so again: the item is stored. What a break ends, it would not end on a hit.
        if (ended is Interrupt.None or Interrupt.Continue) return FragmentResult.Rendered;
        _interrupt = ended >= Interrupt.Stop ? ended : Interrupt.None;
        context.Scope.NoStore("a break ended the collection before its end");
        return FragmentResult.Ended;
    }

    private async ValueTask TagAsync(Expression tags, RenderContext context)
    {
        while (true)
        {
            var mark = frame.Output.Length;
            var names = CacheSettings.Tags(tags.Evaluate(frame), frame);
            if (frame.Pending is null)
            {
                foreach (var name in names ?? []) context.Scope.Tag(name);
                return;
            }

            await frame.TakePending().ConfigureAwait(false);
            frame.Replay(mark);
        }
    }
}
