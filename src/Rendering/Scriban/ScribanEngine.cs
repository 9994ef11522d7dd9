using Rendering.Engines;
using Rendering.Scriban.Parsing;
using Rendering.Values;

namespace Rendering.Scriban;

/// <summary>Scriban's own language, with cached sections and layouts. The statements and functions it has are those of its tables.</summary>
public sealed class ScribanEngine : ITemplateEngine
{
    /// <param name="options">The dialect.</param>
    /// <param name="members">Which members of the host's objects templates see.</param>
    /// <param name="limits">The bounds of parsing.</param>
    public ScribanEngine(ScribanOptions? options = null, MemberPolicy? members = null, TemplateLimits? limits = null)
    {
        Options = options ?? new ScribanOptions();
        Members = members ?? new MemberPolicy();
        Limits = limits ?? new TemplateLimits();
        Language = new ScribanLanguage(Options);
        Fingerprint = $"{Options.Fingerprint()} {Members.Fingerprint}";
    }

    internal ScribanOptions Options { get; }

    internal MemberPolicy Members { get; }

    internal TemplateLimits Limits { get; }

    internal ScribanLanguage Language { get; }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public ICompiledTemplate Compile(TemplateSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ScribanParser(this, source).Parse();
    }

    /// <summary>The error as Scriban words it: <c>page(1,12) : error : ...</c>.</summary>
    public static string Describe(TemplateException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Location is { } at ? $"{at.Template}({at.Line},{at.Column}) : error : {error.Problem}" : error.Problem;
    }
}
