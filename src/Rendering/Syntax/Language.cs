using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>What the shared nodes ask of a language while they run.</summary>
internal abstract class Language
{
    public abstract ValueFormatter Formatter { get; }

    /// <summary>Errors go into the output, in the language's own wording, instead of ending the render.</summary>
    public abstract bool PrintsErrors { get; }

    /// <summary>The text that stands in the output for an error.</summary>
    public abstract string Describe(TemplateException error, ParsedTemplate template, int line, bool isPage);

    /// <summary>A name that stands for nothing is an error.</summary>
    public abstract bool StrictVariables { get; }

    /// <summary>A member or item by a key known only at run time.</summary>
    public abstract Value GetMember(RenderFrame frame, in Value owner, in Value key);
}
