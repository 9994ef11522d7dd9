using Caching;
using Rendering.Fragments;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>What a statement that renders a partial says of its cache, over what the partial says itself.</summary>
/// <param name="Key">The key; null where the statement gives none.</param>
/// <param name="Keyed">The values of the request that the key is made of.</param>
/// <param name="Place">Store and region.</param>
/// <param name="Life">Expire and tags.</param>
internal sealed record GivenCaching(Value? Key, RequestValue[] Keyed, (string? Type, string? Region) Place, (CacheExpire? Expire, IReadOnlyCollection<string>? Tags) Life)
{
    /// <summary>What the arguments of the statement give; null where they give nothing. Where something is pending, it is not to be used.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="frame">The render.</param>
    /// <param name="withKey">False where the partial is rendered for each item of a list, which must not share an entry.</param>
    public static GivenCaching? Of(CacheArguments arguments, RenderFrame frame, bool withKey = true)
    {
        if (ReferenceEquals(arguments, CacheArguments.None)) return null;
        var part = withKey && arguments.Key.Length > 0 ? arguments.Key[0] : null;
        return new(
            part?.Evaluate(frame),
            part is RequestValueExpression read && !read.IsHidden(frame) ? [read.Value] : [],
            (CacheSettings.Name(arguments.Type, "type", frame), CacheSettings.Name(arguments.Region, "region", frame)),
            (arguments.Expire is { } expire ? CacheSettings.Expire(expire.Evaluate(frame)) : null, arguments.Tags is { } tags ? CacheSettings.Tags(tags.Evaluate(frame), frame) : null));
    }
}

/// <summary>
/// A template as a cached partial: by its own page directive, and by what the statement that renders it says, which wins. It runs where
/// the partial does, so the directive's key reads what the partial was called with.
/// </summary>
internal sealed class PartialSection(CacheArguments arguments, Block body) : CachedNode(arguments)
{
    protected override void WriteIdentity(ref CacheKeyWriter key) => PartialKey.WriteIdentity(ref key);

    protected override void WriteKey(ref CacheKeyWriter key, RenderFrame frame)
    {
        if (frame.Given is { Key: { } given }) KeyParts.Write(ref key, given, frame);
        else if (Cache.Key.Length == 0) key.Add(PartialKey.Default);
        else base.WriteKey(ref key, frame);
    }

    protected override bool IsGiven(RenderFrame frame) => frame.Given is not null;

    protected override FragmentSpec Place(in FragmentSpec spec, RenderFrame frame) => frame.Given is not { } given ? spec : spec with
    {
        Type = given.Place.Type ?? spec.Type,
        Region = given.Place.Region ?? spec.Region,
    };

    // A key that takes the place of the partial's has none of what that reads of the request.
    protected override RequestValue[] Keyed(VaryList vary, RenderFrame frame) => frame.Given is not { Key: not null } given
        ? base.Keyed(vary, frame)
        : [.. vary.InKey(frame.Context.RequestView.Options.Vary.Culture), .. given.Keyed];

    protected override FragmentSpec Life(in FragmentSpec spec, RenderFrame frame)
    {
        var own = base.Life(spec, frame);
        return frame.Given is not { } given ? own : own with { Expire = given.Life.Expire ?? own.Expire, Tags = given.Life.Tags ?? own.Tags };
    }

    protected override Task? RenderBody(RenderFrame frame) => body.Render(frame);
}

/// <summary>The keys of cached partials, in the namespace of the partial.</summary>
internal static class PartialKey
{
    // As in Pylons, a call without a key has the key "default".
    public const string Default = "default";

    /// <summary>What no cached section of a template has, as that has its place.</summary>
    public static void WriteIdentity(ref CacheKeyWriter key)
    {
        key.BeginGroup();
        key.Add(true);
        key.EndGroup();
    }
}
