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
            var cache = frame.Context.Caches.GetCache(ns);
            value = frame.FetchOnce(cache, $"{(contains ? "contains" : "get")} {key}", () => contains ? cache.ContainsAsync(key).AsTask() : ReadAsync(cache, key));
            return true;
        }

        public override string ToString() => "";
    }

    private static async Task<object?> ReadAsync(Cache cache, CacheKey key) =>
        await cache.TryGetAsync<object>(key).ConfigureAwait(false) switch
        {
            { Found: true, Value: Rendition page } => Value.FromMarkup(System.Text.Encoding.UTF8.GetString(page.Utf8.Span)),
            { Found: true } found => found.Value,
            _ => null,
        };
}
