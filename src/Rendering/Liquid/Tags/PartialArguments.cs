using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>The keyword arguments of a partial: those it gets, and those that say how it is cached.</summary>
internal sealed class PartialArguments
{
    private readonly List<Expression> _key = [];
    private Expression? _expire;
    private Expression? _type;
    private Expression? _region;
    private Expression? _tags;

    public List<string> Names { get; } = [];

    public List<Expression> Values { get; } = [];

    /// <summary>How the partial is cached; null where nothing asks for it. Any one of key, expire, type and region turns it on, as in Pylons.</summary>
    public CacheArguments? Cache => _key.Count == 0 && _expire is null && _type is null && _region is null
        ? null
        : new CacheArguments([.. _key], _expire, _type, _region, _tags, null);

    public void Add(string name, Expression value)
    {
        switch (name)
        {
            case "cache_key":
                _key.Clear();
                _key.Add(value);
                break;
            case "cache_expire":
                _expire = value;
                break;
            case "cache_type":
                _type = value;
                break;
            case "cache_region":
                _region = value;
                break;
            case "cache_tags":
                _tags = value;
                break;
            default:
                var known = Names.IndexOf(name);
                if (known >= 0) Values[known] = value;
                else
                {
                    Names.Add(name);
                    Values.Add(value);
                }
                break;
        }
    }
}
