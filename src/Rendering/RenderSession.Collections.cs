using System.Runtime.ExceptionServices;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;

namespace Rendering;

/// <summary>The part that serves and makes many sections at once: the items of a collection.</summary>
internal sealed partial class RenderSession
{
    public override ValueTask FragmentsAsync(FragmentSpec spec, ReadOnlyMemory<FragmentItem> items, IFragmentBodies bodies, IRenderOutput output)
    {
        if (!IsCaching) return bodies.RenderAllAsync(items.Length, this, output);
        foreach (var item in items.Span)
            if (item.Found is null) return BatchAsync(spec, items, bodies, output);
        foreach (var item in items.Span) UseHit(spec, item.Found!, output);
        return default;
    }

    private void UseHit(in FragmentSpec spec, Rendition found, IRenderOutput output)
    {
        Report.FragmentHits++;
        ExplainHit(spec, found);
        Use(found, output);
    }

    private async ValueTask BatchAsync(FragmentSpec spec, ReadOnlyMemory<FragmentItem> items, IFragmentBodies bodies, IRenderOutput output)
    {
        spec = _core.Resolve(spec);
        var cache = CacheOf(spec, out var version);
        var missing = new List<int>();
        for (var i = 0; i < items.Length; i++)
            if (items.Span[i].Found is null) missing.Add(i);
        var keys = missing.ConvertAll(i => items.Span[i].Key);
        var options = OptionsOf(spec, cache, version) with
        {
            Versions = missing.ConvertAll(i => version ^ items.Span[i].Version),
            Ahead = await AheadAsync(spec, cache, keys).ConfigureAwait(false),
        };
        var batch = new Batch(this, bodies, output, spec.Vary ?? [], _edits, _version, missing, (at, rendition, uses) =>
        {
            if (rendition.Unstorable is null) _core.Dependencies.Note(new(cache.Namespace, keys[at], spec.Name), cache.Namespace, isPage: false, rendition, uses);
        });
        Rendition[] made;
        try
        {
            made = await cache.GetOrCreateManyAsync<CacheKey, Rendition>(
                keys, batch.RenderAsync, options, _cancellation).ConfigureAwait(false);
        }
        catch (CacheRingException)
        {
            await OneByOneAsync(spec, items, bodies, output).ConfigureAwait(false);
            return;
        }
        catch (CacheException error)
        {
            throw new TemplateRenderException(error.Message, error);
        }

        // All in their order, as a loop would have written them: what an item leaves behind for those around it counts in this order too.
        for (int i = 0, next = 0; i < items.Length; i++)
        {
            if (items.Span[i].Found is { } found) UseHit(spec, found, output);
            else if (await UseMadeAsync(spec, cache, keys[next], i, made[next++], batch, bodies, output).ConfigureAwait(false)) return;
        }
    }

    /// <summary>True where the item ends the collection.</summary>
    private async ValueTask<bool> UseMadeAsync(FragmentSpec spec, Cache cache, CacheKey key, int item, Rendition made, Batch batch, IFragmentBodies bodies, IRenderOutput output)
    {
        if (made.Error is { } error) ExceptionDispatchInfo.Throw(error);
        var isMine = batch.IsFirstOf(made);
        NoteItem(spec, cache, key, made, isMine || (made.Unstorable is not null && !batch.HasMade(made)));
        if (isMine) Report.FragmentMisses++;
        else if (made.Unstorable is not null && !batch.HasMade(made))
        {
            // As for a single section: what must not be stored is not for others.
            Report.FragmentMisses++;
            var body = new ItemBody(bodies, item, prepares: true);
            var creating = new Creating(this, body, output, spec.Vary ?? [], _edits, _version, static (_, _) => { });
            Use(await RenderOwnAsync(cache, key, creating, OptionsOf(spec, cache, version: 0)).ConfigureAwait(false), output);
            return body.Result == FragmentResult.Ended;
        }
        else Report.FragmentHits++;
        Use(made, output);
        return batch.End == item;
    }

    /// <summary>
    /// The one creation of all items that are missing. Each has its own rendition, life and effects, and one that fails takes none of the
    /// others with it: those before it are stored, those after it are not rendered, since the page does not get that far.
    /// </summary>
    private sealed class Batch(
        RenderSession session, IFragmentBodies bodies, IRenderOutput output, RequestValue[] keyed, int edits, ulong digest, List<int> missing,
        Action<int, Rendition, IReadOnlyList<FragmentUse>> noted)
    {
        private readonly HashSet<Rendition> _made = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<Rendition> _used = new(ReferenceEqualityComparer.Instance);

        /// <summary>The item that ended the collection, by a break or an error: none after it is rendered.</summary>
        public int End { get; private set; } = int.MaxValue;

        public bool HasMade(Rendition rendition) => _made.Contains(rendition);

        /// <summary>True once, of items with one key.</summary>
        public bool IsFirstOf(Rendition rendition) => HasMade(rendition) && _used.Add(rendition);

        public async ValueTask<Rendition[]> RenderAsync(CacheCreations<CacheKey> creations)
        {
            var cancellation = session._cancellation;
            session._cancellation = creations.CancellationToken;
            try
            {
                int[] items = [.. creations.Positions.Select(position => missing[position])];
                await bodies.PrepareAsync([.. items.Where(item => item < End)], session).ConfigureAwait(false);
                var made = new Rendition[items.Length];
                for (var i = 0; i < made.Length; i++)
                    made[i] = items[i] < End ? await RenderAsync(items[i], creations[i]).ConfigureAwait(false) : NotMade(creations[i], "an item before it ended the collection", null);
                return made;
            }
            finally
            {
                session._cancellation = cancellation;
            }
        }

        private async ValueTask<Rendition> RenderAsync(int item, CacheCreation creation)
        {
            var body = new ItemBody(bodies, item, prepares: false);
            try
            {
                var made = await new Creating(session, body, output, keyed, edits, digest, (rendition, uses) => noted(missing.IndexOf(item), rendition, uses)).RenderAsync(creation).ConfigureAwait(false);
                if (body.Result == FragmentResult.Absent) creation.DoNotStore();
                if (body.Result == FragmentResult.Ended) End = item;
                _made.Add(made);
                return made;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                if (creation.TryGetOld<Rendition>(out var old))
                {
                    creation.DoNotStore();
                    return old!;
                }

                End = item;
                return NotMade(creation, "it could not be rendered", error);
            }
        }

        private static Rendition NotMade(CacheCreation creation, string reason, Exception? error)
        {
            creation.DoNotStore();
            var scope = new FragmentScope(page: null, captureLimit: 0);
            scope.NoStore(reason);
            return new Rendition(Segments.Empty, scope) { Error = error };
        }
    }
}
