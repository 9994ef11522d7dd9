namespace Rendering.Templates;

/// <summary>Where templates come from. Names use slashes and have been checked: they cannot lead out of the source.</summary>
public interface ITemplateSource
{
    /// <summary>
    /// A number that changes whenever any template may have changed. It is read once a render, so it must be quick.
    /// </summary>
    long Generation { get; }

    /// <summary>A number that changes whenever this template does; null where there is no such template. Quicker than reading it.</summary>
    long? Stamp(string name);

    /// <summary>The text of a template; null where there is no such template.</summary>
    string? Read(string name);
}
