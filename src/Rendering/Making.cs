using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Templates;

namespace Rendering;

/// <summary>
/// One call's making of a page, in a session of its own. Its model may belong to the caller's request, so the caller stays until it
/// has ended; who only waits for the page may leave.
/// </summary>
internal sealed class Making(RendererCore core, TemplateEntry entry, object? model, RenderRequest request, long generation, RenderReport report)
{
    public TemplateEntry Entry => entry;

    public long Generation => generation;

    /// <summary>The count of edits that the version of the page belongs to.</summary>
    public int Edits { get; set; }

    public RenderReport Report => report;

    public RenderRequest Request => request;

    /// <summary>The model; once this call has rendered with it, what it was loaded to.</summary>
    public object? Model { get; private set; } = model;

    /// <summary>The key that the call gave for the page.</summary>
    public CacheKey? Key { get; init; }

    /// <summary>When the call began, by the renderer's clock.</summary>
    public long Started { get; init; }

    /// <summary>The digest of the template, without what the call says of its version.</summary>
    public ulong Digest { get; set; }

    /// <summary>The key that the page is stored under, if it is made to be stored.</summary>
    public CacheKey StoredKey { get; set; }

    /// <summary>Says, once the page is rendered, why it must not be stored; null where it may be.</summary>
    public Func<string?>? ForbidsStoring { get; init; }

    /// <summary>What the model said to the caches, where it was loaded before.</summary>
    public ScopeRecord? Said { get; init; }

    /// <summary>The values of the request that the page's key has.</summary>
    public RequestValue[] Keyed { get; init; } = [];

    /// <summary>Whether this call rendered, and did not get what is stored or another call's.</summary>
    public bool Ran { get; private set; }

    /// <summary>Renders for the cache.</summary>
    public ValueTask<Rendition> RenderAsync(CacheCreation creation) => RenderAsync(creation, creation.CancellationToken);

    /// <summary>Renders for this call alone.</summary>
    public ValueTask<Rendition> RenderAsync(CancellationToken cancellation) => RenderAsync(null, cancellation);

    private async ValueTask<Rendition> RenderAsync(CacheCreation? creation, CancellationToken cancellation)
    {
        Ran = true;
        var session = core.Rent();
        try
        {
            session.Identify(Key, isFilling: false);
            if (creation is not null) session.NoteUses();
            var started = core.Options.Time.GetTimestamp();
            await session.RunAsync(entry, Model, request, generation, report, creation is null ? null : Keyed, cancellation).ConfigureAwait(false);
            session.Learn();
            Model = session.Model;
            Said?.Tell(session);
            var content = session.Output.SegmentsSince(0);
            if (creation is null) return new Rendition(content, session.Scope);
            if (ForbidsStoring?.Invoke() is { } reason) session.Scope.NoStore(reason);
            var rendition = core.Store(creation, session.Scope, content, Edits, Digest, core.Options.Time.GetElapsedTime(started));
            if (rendition.Unstorable is null) core.Dependencies.Note(new(entry.Name, StoredKey, null), entry.Name, isPage: true, rendition, session.Uses);
            return rendition;
        }
        finally
        {
            core.Return(session);
        }
    }
}
