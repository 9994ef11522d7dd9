using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>The keyword arguments of a partial: those it gets, and those that say how it is cached.</summary>
internal sealed class PartialArguments
{
    private readonly PartialCaching _cache = new();

    public List<string> Names { get; } = [];

    public List<Expression> Values { get; } = [];

    public CacheArguments Cache => _cache.Arguments;

    public void Add(string name, Expression value)
    {
        if (_cache.TryRead(name, value)) return;
        var known = Names.IndexOf(name);
        if (known >= 0) Values[known] = value;
        else
        {
            Names.Add(name);
            Values.Add(value);
        }
    }
}
