using Rendering.Engines;

namespace Rendering.Tests.Engines;

/// <summary>How a language says what the engine contract needs.</summary>
public abstract class Dialect
{
    public abstract string Extension { get; }

    /// <summary>Null for what a renderer has anyway.</summary>
    public abstract ITemplateEngine? Engine { get; }

    public abstract string Print(string name);

    public abstract string Include(string template);

    /// <summary>Includes the template that a variable names.</summary>
    public abstract string IncludeBy(string variable);

    public abstract string Cached(string body, string? key = null, int? expire = null, string? tags = null);

    public abstract string Layout(string template);

    public abstract string Body { get; }

    public abstract string Section(string name, string body);

    public abstract string Yield(string name);

    /// <summary>A section that prints <c>x</c> and must not be stored.</summary>
    public abstract string Unstorable(string body);

    /// <summary>Something that does not parse.</summary>
    public abstract string Broken { get; }

    /// <summary>Something that fails when it is rendered.</summary>
    public abstract string Failing { get; }
}
