using Caching;
using Rendering.Fragments;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Expressions;

/// <summary>
/// <c>cache</c>, unless a variable has that name: <c>cache.get["key"]</c> and <c>cache.contains["key"]</c> look into the namespace of
/// the template, <c>cache["other"].get["key"]</c> into another one.
/// </summary>
internal sealed class CacheObjectExpression(VariableExpression variable) : Expression
{
    public override Value Evaluate(RenderFrame frame)
    {
        var own = variable.Peek(frame);
        return own.IsNil && frame.Pending is null
            ? Value.FromReference(new CacheObject(frame, frame.Template.Source.Name))
            : own;
    }
}

internal sealed class CacheObject(RenderFrame frame, string ns) : IMemberSource
{
    public bool TryGetMember(in Value name, out Value value)
    {
        value = default;
        if (name.AsString is not { } text) return false;
        value = Value.FromReference(text switch
        {
            "get" => new Entries(frame, ns, contains: false),
            "contains" => new Entries(frame, ns, contains: true),
            _ => new CacheObject(frame, text),
        });
        return true;
    }

    public override string ToString() => "";

    private sealed class Entries(RenderFrame frame, string ns, bool contains) : IMemberSource
    {
        public bool TryGetMember(in Value name, out Value value)
        {
            var writer = new CacheKeyWriter(stackalloc char[128]);
            KeyParts.Write(ref writer, name, frame);
            var key = writer.ToKey();
            writer.Dispose();
            if (frame.Context.VersionOf(ns) is not { } version)
            {
                value = contains ? Value.False : default;
                return true;
            }
            var cache = frame.Context.Caches.GetCache(ns);
            var scope = frame.Context.Scope;
            value = frame.FetchOnce(cache, $"{(contains ? "contains" : "get")} {key}",
                () => contains ? ContainsAsync(cache, key, version) : ReadAsync(cache, key, version, scope));
            return true;
        }

        public override string ToString() => "";
    }

    // What a template has rendered has its version; what the host has put beside it has none.
    private static async Task<object?> ContainsAsync(Cache cache, CacheKey key, ulong version) =>
        await cache.ContainsAsync(key, new CacheEntryOptions { Version = version }).ConfigureAwait(false)
        || (version != 0 && await cache.ContainsAsync(key).ConfigureAwait(false));

    // The version tells escaped pages from plain ones, so a page that is found is markup where this one is. Whoever prints it depends
    // on what it was made from.
    private static async Task<object?> ReadAsync(Cache cache, CacheKey key, ulong version, FragmentScope scope)
    {
        var found = await cache.TryGetAsync<object>(key, new CacheEntryOptions { Version = version }).ConfigureAwait(false);
        if (!found.Found && version != 0) found = await cache.TryGetAsync<object>(key).ConfigureAwait(false);
        if (!found.Found) return null;
        if (found.Value is not Rendition page) return found.Value;
        scope.Merge(page);
        return Value.FromMarkup(System.Text.Encoding.UTF8.GetString(page.Utf8.Span));
    }
}
