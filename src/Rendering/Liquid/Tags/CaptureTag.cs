using System.Text.RegularExpressions;
using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% capture name %} ... {% endcapture %}</c>: renders a block into a variable.</summary>
internal static class CaptureTag
{
    private static readonly Regex Syntax = LaxGrammar.Linear("[\"']?((?:\\(?[\\w\\-\\.\\[\\]]\\)?)+)[\"']?");

    public static Node Parse(TagContext tag)
    {
        var name = tag.Parser.IsStrict2 ? tag.Parse(Strict, _ => Lax(tag)) : Lax(tag);
        return new CaptureNode(tag.Slots.Write(name), tag.Body()) { Offset = tag.Offset };
    }

    private static string Strict(MarkupParser p)
    {
        var name = p.Look(MarkupKind.String) ? p.Consume(MarkupKind.String)[1..^1] : p.Consume(MarkupKind.Id);
        p.End();
        return name;
    }

    private static string Lax(TagContext tag)
    {
        var match = Syntax.Match(tag.Markup);
        return match.Success ? match.Groups[1].Value : throw new TemplateSyntaxException("Syntax Error in 'capture' - Valid syntax: capture [var]");
    }
}
