using System.Collections.Frozen;
using Rendering.Engines;
using Rendering.Liquid.Filters;
using Rendering.Liquid.Parsing;
using Rendering.Liquid.Tags;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>Liquid, as Shopify's reference implementation has it, with cached sections and layouts.</summary>
public sealed class LiquidEngine : ITemplateEngine
{
    /// <param name="options">The dialect.</param>
    /// <param name="members">Which members of the host's objects templates see.</param>
    /// <param name="limits">The bounds of parsing.</param>
    public LiquidEngine(LiquidOptions? options = null, MemberPolicy? members = null, TemplateLimits? limits = null)
    {
        Options = options ?? new LiquidOptions();
        Members = members ?? new MemberPolicy();
        Limits = limits ?? new TemplateLimits();
        Language = new LiquidLanguage(Options);
        Filters = LiquidFilters.All.Concat(Options.CustomFilters.Values)
            .GroupBy(static filter => filter.Name).ToFrozenDictionary(static group => group.Key, static group => group.Last(), StringComparer.Ordinal);
        Fingerprint = $"{Options.Fingerprint()} {Members.Fingerprint}";
    }

    internal LiquidOptions Options { get; }

    internal MemberPolicy Members { get; }

    internal TemplateLimits Limits { get; }

    internal LiquidLanguage Language { get; }

    internal FrozenDictionary<string, FilterDefinition> Filters { get; }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public ICompiledTemplate Compile(TemplateSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new LiquidParser(this, source).Parse();
    }

    /// <summary>The error as Shopify's Liquid words it: <c>Liquid syntax error (line 3): ...</c>, <c>Liquid error (line 1): ...</c>.</summary>
    public static string Describe(TemplateException error, bool lineNumbers = true)
    {
        ArgumentNullException.ThrowIfNull(error);
        return LiquidLanguage.Describe(error, null, lineNumbers ? error.Location?.Line : null);
    }
}
