using System.Buffers;
using System.Runtime.CompilerServices;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>
/// One run of a <see cref="CacheEachNode"/>: first the keys of all items, and what of them is in this process; then all are written, and
/// what is missing is rendered on the way. Nothing is written before all keys are known, cached or not.
/// </summary>
internal sealed partial class Collection(CacheEachNode node, RenderFrame frame, LoopRange items, FragmentSpec spec, VaryList vary, ICollectionLoader? loader, bool isCached)
{
    private readonly FragmentItem[] _found = ArrayPool<FragmentItem>.Shared.Rent(items.Count);
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
        var one = spec with { Version = node.Arguments.Version is { } version ? VersionHash.Of(version.Evaluate(frame), frame) : 0 };
        var key = new CacheKeyWriter(buffer);
        try
        {
            // As of a section: a group of its own that holds the number, then the parts.
            key.BeginGroup();
            key.BeginGroup();
            key.Add(node.Number);
            key.EndGroup();
            key.EndGroup();
            if (node.Arguments.Key.Length == 0) WritePart(ref key, frame.Slots[frame.Read[node.ItemSlot]]);
            foreach (var part in node.Arguments.Key) WritePart(ref key, part.Evaluate(frame));
            if (frame.Pending is not null) return false;
            frame.WriteVary(ref key, vary, node.Offset);
            var found = isCached ? frame.Context.FindFragment(one, key.Written) : null;
            _found[_next] = new FragmentItem(found is null && isCached ? key.ToKey() : default, one.Version, found);
            return true;
        }
        finally
        {
            key.Dispose();
        }
    }

    private void WritePart(ref CacheKeyWriter key, in Value value)
    {
        var part = frame.Resolve(value);
        if (frame.Pending is null && part.IsNil) throw new TemplateRenderException($"Item {_next + 1} of the collection has no key: it is nil. Items without one would all be the same section");
        KeyParts.Write(ref key, part, frame);
    }
}
