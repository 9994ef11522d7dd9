using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax.Filters;

/// <summary>Computes a filter's result.</summary>
/// <exception cref="FilterException">The input or an argument is not of a kind that the filter takes.</exception>
internal delegate Value FilterFunction(FilterContext context, in Value input, in FilterArguments arguments);

/// <summary>Writes a filter's result straight into the output, for a filter that comes last.</summary>
internal delegate void FilterWriter(FilterContext context, in Value input, in FilterArguments arguments, Utf8Output output, bool escape);

/// <summary>A filter made for arguments that are constants of the template: a date format compiled once, a length parsed once.</summary>
internal readonly record struct BoundFilter(FilterFunction Invoke, FilterWriter? Write);

/// <summary>One filter: its name, how many arguments it takes besides its input, and what it does.</summary>
internal sealed record FilterDefinition(string Name, FilterFunction Invoke, int MinArguments = 0, int MaxArguments = 0)
{
    /// <summary>Writes without making the result first; null where there is nothing to gain.</summary>
    public FilterWriter? Write { get; init; }

    /// <summary>Makes a filter for constant arguments, at parse; may decline with null.</summary>
    public Func<Value[], BoundFilter?>? Bind { get; init; }

    /// <summary>What identifies the code of a filter that the host registered, for digests.</summary>
    public string? Code { get; init; }

    /// <summary>The names of the keyword arguments that it takes (<c>allow_false:</c>).</summary>
    public string[] Keywords { get; init; } = [];
}

/// <summary>The arguments of one call of a filter, positional ones by index.</summary>
internal readonly ref struct FilterArguments(ReadOnlySpan<Value> positional, ReadOnlySpan<Value> named = default, string[]? names = null)
{
    private readonly ReadOnlySpan<Value> _positional = positional;
    private readonly ReadOnlySpan<Value> _named = named;
    private readonly string[]? _names = names;

    public int Count => _positional.Length;

    /// <summary>The argument at that index; nil where none was given.</summary>
    public Value this[int index] => index < _positional.Length ? _positional[index] : default;

    /// <summary>The keyword argument of that name; nil where none was given.</summary>
    public Value Named(string name)
    {
        for (var i = 0; i < _named.Length; i++)
            if (_names![i] == name) return _named[i];
        return default;
    }
}

/// <summary>A filter's complaint; it gets the position of the statement on its way out.</summary>
internal sealed class FilterException(string problem) : TemplateRenderException(problem);

/// <summary>What a filter may use of its render.</summary>
internal abstract class FilterContext : IRenderScope
{
    /// <summary>How values become text in this language.</summary>
    public abstract ValueFormatter Formatter { get; }

    /// <summary>Reads members of the host's objects, as the template itself would.</summary>
    public abstract Value GetMember(in Value owner, in Value name);

    /// <summary>The items of anything that can be gone through; null for what cannot.</summary>
    public abstract ValueArray? ToItems(in Value value);

    public abstract TimeProvider Time { get; }

    /// <summary>The zone in which dates without one are shown.</summary>
    public abstract TimeZoneInfo Zone { get; }

    public abstract TemplateLimits Limits { get; }

    /// <summary>The render's own cancellation.</summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>Whether this template's output is escaped, so that a filter that makes markup must escape its input.</summary>
    public abstract bool Escapes { get; }

    /// <summary>Counts work that a filter does in bulk against <see cref="TemplateLimits.Steps"/>.</summary>
    public abstract void Step(int count);

    public abstract void Tag(string tag);

    public abstract void Shorten(TimeSpan life);

    public abstract void NoStore(string reason);

    /// <summary>Counts what a filter makes, in bytes, against <see cref="TemplateLimits.MemoryBytes"/>.</summary>
    public abstract void Made(long bytes);
}
