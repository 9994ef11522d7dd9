using Caching;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>What is read of the request, which what is cached must have in its key; and what functions tell the caches.</summary>
internal sealed partial class RenderFrame
{
    /// <summary>
    /// What the statement that renders a partial says of its cache. Each sets it just before it runs one that is cached, so that none
    /// finds what was meant for another.
    /// </summary>
    public GivenCaching? Given { get; set; }

    public override void Tag(string tag) => _context.Scope.Tag(tag);

    public override void Shorten(TimeSpan life) => _context.Shorten(life);

    public override void NoStore(string reason) => _context.Scope.NoStore(reason);

    /// <summary>A value of the request, or nil; the place is that of the statement that reads it.</summary>
    public Value ReadRequest(RequestValue value, int offset) =>
        _context.ReadRequest(value, Template.Source, offset) is { } text ? Value.FromString(text) : default;

    /// <summary>
    /// How the page came about, or nil where that is not known. It is of one answer, and no key can have it: what is being rendered for the
    /// caches must not be stored.
    /// </summary>
    public Value ReadServed(int offset)
    {
        if (!_context.Scope.Read(RequestWords.Served)) _context.WarnUnkeyed(RequestWords.Served, Template.Source, offset);
        return _context.Served is { } served ? Value.FromReference(served) : default;
    }

    /// <summary>Writes what a key has of the request. Who has a value in its key has read it, and what is around must have it too.</summary>
    public void WriteVary(ref CacheKeyWriter key, VaryList vary, int offset)
    {
        var view = _context.RequestView;
        foreach (var value in vary.Own) _context.ReadRequest(value, Template.Source, offset);
        view.Write(ref key, vary.InKey(view.Options.Vary.Culture));
    }
}
