using Rendering.Liquid.Expressions;
using Rendering.Output;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>What the shared nodes ask of Liquid at run time.</summary>
internal sealed class LiquidLanguage(LiquidOptions options) : Language
{
    public override ValueFormatter Formatter => LiquidFormatter.Instance;

    public override bool PrintsErrors => options.PrintErrors;

    public override bool StrictVariables => options.StrictVariables;

    public override Value GetMember(RenderFrame frame, in Value owner, in Value key) => LiquidMembers.Get(frame, owner, key, isCommand: false);

    // A partial that does not parse is named with its own line.
    public override string Describe(TemplateException error, ParsedTemplate template, int line, bool isPage) => error.Location is { } at
        ? Describe(error, at.Template == template.Source.Name && isPage ? null : at.Template, options.LineNumbers ? at.Line : null)
        : Describe(error, isPage ? null : template.Source.Name, options.LineNumbers ? line : null);

    public static string Describe(TemplateException error, string? partial, int? line)
    {
        var kind = error is TemplateSyntaxException ? "Liquid syntax error" : "Liquid error";
        var place = (partial, line) switch
        {
            (null, null) => "",
            (null, _) => $" (line {line})",
            (_, null) => $" ({partial})",
            _ => $" ({partial} line {line})",
        };
        return $"{kind}{place}: {error.Problem}";
    }
}
