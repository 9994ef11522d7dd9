using Caching;
using Rendering.Engines;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Tags;

/// <summary>A partial, cached under its own name where its arguments say so.</summary>
internal abstract class CachedPartial(CacheArguments cache) : CachedNode(cache)
{
    /// <summary>No cache arguments were given.</summary>
    public static readonly CacheArguments Never = new([], null, null, null, null);

    private readonly bool _cached = !ReferenceEquals(cache, Never);
    private readonly bool _hasKey = cache.Key.Length > 0;

    public override bool IsBlank => false;

    public sealed override Task? Render(RenderFrame frame)
    {
        Check(frame);
        return _cached ? base.Render(frame) : RenderBody(frame);
    }

    /// <summary>Refuses the statement where it must not stand; asked before the cache is, which may have an answer.</summary>
    protected virtual void Check(RenderFrame frame)
    {
    }

    // As in Pylons, a call without a key has the key "default".
    protected sealed override void WriteIdentity(ref CacheKeyWriter key)
    {
        key.BeginGroup();
        key.Add(true);
        key.EndGroup();
        if (!_hasKey) key.Add("default");
    }

    /// <summary>The template of that name; null where it is still being read, and then it is pending.</summary>
    /// <exception cref="TemplateRenderException">There is none.</exception>
    protected static ICompiledTemplate? Load(RenderFrame frame, string name)
    {
        var loading = frame.Context.LoadAsync(name, frame.Template.Source.Name);
        if (!loading.IsCompleted)
        {
            frame.WaitFor(loading.AsTask());
            return null;
        }
        return loading.GetAwaiter().GetResult() ?? throw new TemplateRenderException(frame.Context.MissingTemplate(name));
    }

    /// <summary>The name under which a partial finds what it was called with: the last part of its own.</summary>
    protected static string LastPart(string name) => name[(name.LastIndexOf('/') + 1)..];

    /// <summary>The variables of a partial in another language: a dictionary, which is its model.</summary>
    protected static async Task RenderForeignAsync(RenderFrame frame, ICompiledTemplate callee, string name, IReadOnlyDictionary<string, object?> model) =>
        await callee.RenderAsync(frame.Context.ForPartial(name, model), frame.Output).ConfigureAwait(false);

    protected static object? Plain(in Value value) => value.ToObject();
}
