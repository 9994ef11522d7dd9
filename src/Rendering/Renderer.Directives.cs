using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Templates;

namespace Rendering;

/// <summary>How a page is cached: by what the call says, and else by what its template says.</summary>
public sealed partial class Renderer
{
    private readonly record struct Asked(CacheKey? Key, CacheExpire? Expire, string? Type, string? Region)
    {
        public bool IsAny => Key is not null || Expire is not null || Type is not null || Region is not null;
    }

    /// <summary>What a page is cached as.</summary>
    private readonly record struct PagePlan(CacheKey Key, CacheEntryOptions Options, RequestValue[] Keyed);

    /// <summary>
    /// What the head of a template says of how its page is cached (<c>&lt;% page cached %&gt;</c>); null where it says nothing.
    /// </summary>
    /// <param name="template">The template's name below its source; the extension may be left out.</param>
    /// <exception cref="TemplateException">The template does not exist or does not parse.</exception>
    public IPageDirective? DirectiveOf(string template) => Find(template, _core.Graph.Generation).Compiled.Page;

    private bool IsCached(TemplateEntry entry, in Asked asked) => _core.Options.Caching && (asked.IsAny || entry.Compiled.Page is not null);

    /// <summary>How the page is cached, or null where it is not; and the model, loaded where the template had to be asked.</summary>
    private async ValueTask<(PagePlan? Plan, LoadedModel Model)> PlanAsync(TemplateEntry entry, object? model, RenderRequest request, Asked asked, long generation, RenderReport report, CancellationToken cancellation)
    {
        if (request.IsPreview || !IsCached(entry, asked)) return (null, new(model, null));
        PageCaching? said = null;
        var loaded = new LoadedModel(model, null);
        if (entry.Compiled.Page is { } directive)
        {
            var session = _core.Rent();
            try
            {
                (said, loaded) = await session.ReadAsync(directive, entry, model, request, generation, report, cancellation).ConfigureAwait(false);
            }
            finally
            {
                _core.Return(session);
            }
        }
        return (said is null && !asked.IsAny ? null : Plan(entry.Name, said, request, asked), loaded);
    }

    private PagePlan? Plan(string name, PageCaching? said, RenderRequest request, in Asked asked)
    {
        var spec = said?.Spec ?? default;
        var key = asked.Key ?? said?.Key;
        var view = new RequestView(request, _core.Options);
        var keyed = spec.Vary ?? (_core.Options.Vary.Culture ? OnlyCulture : []);
        if (request.IsPrivate && !IsKeyed(key, keyed, view)) return null;
        var given = key ?? "default";
        var whole = Varied(given, keyed, view);
        return new(whole, new CacheEntryOptions
        {
            Expire = asked.Expire ?? spec.Expire,
            Sliding = spec.Sliding,
            Stale = spec.Stale,
            Type = asked.Type ?? spec.Type,
            Region = asked.Region ?? spec.Region,
            Tags = whole == given ? spec.Tags : [.. spec.Tags ?? [], FragmentName.KeyTag(name, given.ToString())],
            Version = spec.Version,
        }, keyed);
    }

    private static readonly RequestValue[] OnlyCulture = [new(RequestValueKind.Culture)];

    // The name of a user who has none is nobody's key.
    private static bool IsKeyed(CacheKey? key, RequestValue[] keyed, in RequestView view) =>
        (key is { } given && given != default)
        || (Array.Find(keyed, static value => value.Kind == RequestValueKind.User) is { Kind: RequestValueKind.User } user && view.Get(user) is not null);

    private static CacheKey Varied(CacheKey key, RequestValue[] keyed, in RequestView view)
    {
        var writer = new CacheKeyWriter(stackalloc char[128]);
        try
        {
            view.Write(ref writer, keyed);
            if (writer.Written.IsEmpty) return key;
            var values = writer.ToKey();
            return CacheKey.Of(key, values);
        }
        finally
        {
            writer.Dispose();
        }
    }
}
