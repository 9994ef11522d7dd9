using System.Text.RegularExpressions;
using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% capture name %} ... {% endcapture %}</c>: renders a block into a variable.</summary>
internal static partial class CaptureTag
{
    [GeneratedRegex("[\"']?((?:\\(?[\\w\\-\\.\\[\\]]\\)?)+)[\"']?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Syntax();

    public static Node Parse(TagContext tag)
    {
        var match = Syntax().Match(tag.Markup);
        if (!match.Success) throw new TemplateSyntaxException("Syntax Error in 'capture' - Valid syntax: capture [var]");
        return new CaptureNode(tag.Slots.Write(match.Groups[1].Value), tag.Body()) { Offset = tag.Offset };
    }
}
