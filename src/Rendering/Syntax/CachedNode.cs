using System.Runtime.CompilerServices;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;

namespace Rendering.Syntax;

/// <summary>
/// A statement whose output is cached. Cached or not, its body has a scope of its own, so that a hit, which does not run it,
/// leaves the same behind as a miss.
/// </summary>
internal abstract partial class CachedNode(CacheArguments arguments) : Node
{
    // What its key has of the request, with what its key parts read of it.
    private readonly KeyedValues _keyed = new(arguments.Key);
    private readonly FragmentPlace _place = new();
    private readonly bool _isPlaceKnown = IsKnown(arguments.Type) && IsKnown(arguments.Region) && arguments.Version is null;
    private string? _identity;
    private Placed? _placed;

    protected CacheArguments Cache => arguments;

    /// <summary>The template whose namespace and digest the section belongs to.</summary>
    protected virtual string TemplateOf(RenderFrame frame) => frame.Template.Source.Name;

    /// <summary>What the body is called where the key does not say; tells the sections of a template apart.</summary>
    protected abstract void WriteIdentity(ref CacheKeyWriter key);

    protected virtual void WriteKey(ref CacheKeyWriter key, RenderFrame frame)
    {
        foreach (var part in arguments.Key) KeyParts.Write(ref key, part.Evaluate(frame), frame);
    }

    /// <summary>Whether something is given besides the arguments.</summary>
    protected virtual bool IsGiven(RenderFrame frame) => false;

    /// <summary>Where it is kept, with what is given besides the arguments.</summary>
    protected virtual FragmentSpec Place(in FragmentSpec spec, RenderFrame frame) => spec;

    /// <summary>The values of the request that its key has.</summary>
    protected virtual RequestValue[] Keyed(VaryList vary, RenderFrame frame) => _keyed.With(vary, frame);

    /// <summary>How long it lives, which concerns only who makes it.</summary>
    protected virtual FragmentSpec Life(in FragmentSpec spec, RenderFrame frame) => CacheSettings.Life(spec, arguments, frame);

    protected abstract Task? RenderBody(RenderFrame frame);

    [SkipLocalsInit]
    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var cached = arguments.If?.Test(frame) ?? true;
        if (frame.Pending is not null) return Again(frame, mark);
        if (!cached) return Then(frame, RenderOwnScope(frame) is { } rendering ? new ValueTask(rendering) : default);

        var key = new CacheKeyWriter(stackalloc char[128]);
        try
        {
            key.AddEncoded(_identity ??= EncodeIdentity());
            WriteKey(ref key, frame);
            var given = key.Written.Length;
            var vary = VaryExpression.Evaluate(arguments.Vary, frame);
            return KnownPlace(vary, frame) is { } known
                ? Serve(frame, mark, known.Spec, vary, ref key, given)
                : ServeFrom(frame, mark, vary, ref key, given);
        }
        finally
        {
            key.Dispose();
        }
    }

    private Task? Serve(RenderFrame frame, int mark, in FragmentSpec spec, VaryList vary, ref CacheKeyWriter key, int given)
    {
        if (frame.Pending is not null) return Again(frame, mark);
        frame.WriteVary(ref key, vary, Offset);
        if (!frame.Context.TryFragment(spec, key.Written, frame.Output)) return Miss(frame, mark, spec, key.Written, given);
        Import(frame);
        return null;
    }

    // Apart from the hit: a method clears all that it may hold, and this is a lot.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task? ServeFrom(RenderFrame frame, int mark, VaryList vary, ref CacheKeyWriter key, int given) =>
        Serve(frame, mark, PlaceOf(vary, frame), vary, ref key, given);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task? Miss(RenderFrame frame, int mark, in FragmentSpec placed, ReadOnlySpan<char> key, int given)
    {
        var spec = Life(placed, frame);
        if (key.Length > given) spec = spec with { GivenKey = key[_identity!.Length..given].ToString() };
        return frame.Pending is null ? MissAsync(frame, spec, CacheKey.FromEncoded(key)) : Again(frame, mark);
    }

    // A group of its own: a page's key may be any parts, and must never be a section's.
    private string EncodeIdentity()
    {
        var key = new CacheKeyWriter(stackalloc char[32]);
        key.BeginGroup();
        WriteIdentity(ref key);
        key.EndGroup();
        var identity = key.Written.ToString();
        key.Dispose();
        return identity;
    }

    // Mostly the same as in the last render, whichever that was; to put it together costs as much as to find what is stored. Null: not so.
    private Placed? KnownPlace(VaryList vary, RenderFrame frame)
    {
        if (!_isPlaceKnown || IsGiven(frame)) return null;
        return _placed is { } last && ReferenceEquals(last.Spec.Template, TemplateOf(frame)) && ReferenceEquals(last.Spec.From, frame.Template.Source.Name)
            && ReferenceEquals(last.Spec.Vary, Keyed(vary, frame))
            ? last
            : _placed = new(PlaceOf(vary, frame));
    }

    private FragmentSpec PlaceOf(VaryList vary, RenderFrame frame) => Place(new FragmentSpec(null, TemplateOf(frame))
    {
        From = frame.Template.Source.Name,
        Offset = Offset,
        Name = arguments.Name,
        Place = _place,
        Type = CacheSettings.Name(arguments.Type, "type", frame),
        Region = CacheSettings.Name(arguments.Region, "region", frame),
        Version = arguments.Version is { } version ? VersionHash.Of(version.Evaluate(frame), frame) : 0,
        Vary = Keyed(vary, frame),
    }, frame);

    private static bool IsKnown(Expression? option) => option is null || option.TryGetConstant(out _);

    // A section made without waiting is done: handed on as a task, each would be a level of the stack for the ones behind it.
    private Task? MissAsync(RenderFrame frame, in FragmentSpec spec, CacheKey key)
    {
        var making = frame.Context.FragmentAsync(spec, key, new Body(this, frame), frame.Output);
        return Then(frame, making);
    }

    private Task? Then(RenderFrame frame, ValueTask running)
    {
        if (!running.IsCompletedSuccessfully) return FinishAsync(frame, running);
        Import(frame);
        return null;
    }

    private async Task FinishAsync(RenderFrame frame, ValueTask making)
    {
        await making.ConfigureAwait(false);
        Import(frame);
    }

    private sealed class Placed(in FragmentSpec spec)
    {
        public readonly FragmentSpec Spec = spec;
    }
}
