using Rendering.Engines;
using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>The part that renders items: those that are missing, or all where nothing is cached.</summary>
internal sealed partial class Collection : IFragmentBodies
{
    private Dictionary<int, Value>? _loaded;

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
