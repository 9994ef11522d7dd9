namespace Rendering.Syntax;

/// <summary>The arguments of a partial that say how it is cached: the names of the render call, <c>cache_key</c> and its like.</summary>
internal sealed class PartialCaching
{
    private CacheArguments _arguments = CacheArguments.None;
    private bool _isCached;

    /// <summary>
    /// How the partial is cached; <see cref="CacheArguments.None"/> where nothing asks for it. Any one of key, expire, type and region turns
    /// it on, as in Pylons.
    /// </summary>
    public CacheArguments Arguments => _isCached ? _arguments : CacheArguments.None;

    /// <summary>Takes an argument; false for one that is the partial's own.</summary>
    public bool TryRead(string name, Expression value)
    {
        switch (name)
        {
            case "cache_key":
                _arguments = _arguments with { Key = [value] };
                break;
            case "cache_expire":
                _arguments = _arguments with { Expire = value };
                break;
            case "cache_type":
                _arguments = _arguments with { Type = value };
                break;
            case "cache_region":
                _arguments = _arguments with { Region = value };
                break;
            case "cache_tags":
                _arguments = _arguments with { Tags = value };
                return true;
            default:
                return false;
        }
        _isCached = true;
        return true;
    }
}
