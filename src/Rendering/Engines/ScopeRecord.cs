namespace Rendering.Engines;

/// <summary>
/// What a lazy value said while it was fetched. It is fetched once a render, whereas every section that reads it must hear it.
/// </summary>
internal class ScopeRecord : IRenderScope
{
    // One for all: hardly any value says something, and each that is fetched has a record.
    private static readonly Lock Gate = new();

    private List<string>? _tags;
    private TimeSpan? _life;
    private string? _reason;
    private bool _hasSaid;

    public void Tag(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        lock (Gate) (_tags ??= []).Add(tag);
        _hasSaid = true;
    }

    public void Shorten(TimeSpan life)
    {
        lock (Gate) _life = _life < life ? _life : life;
        _hasSaid = true;
    }

    public void NoStore(string reason)
    {
        lock (Gate) _reason ??= reason;
        _hasSaid = true;
    }

    /// <summary>Says it again, where the value is read.</summary>
    public void Tell(RenderContext context)
    {
        if (!_hasSaid) return;
        lock (Gate)
        {
            foreach (var tag in _tags ?? []) context.Scope.Tag(tag);
            if (_life is { } life) context.Shorten(life);
            if (_reason is { } reason) context.Scope.NoStore(reason);
        }
    }
}
