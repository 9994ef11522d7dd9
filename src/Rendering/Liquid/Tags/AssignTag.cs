using System.Text.RegularExpressions;
using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% assign name = value | filter %}</c>: gives a variable of the page a value, past all loops.</summary>
internal static partial class AssignTag
{
    [GeneratedRegex(@"((?:\(?[\w\-\.\[\]]\)?)+)\s*=\s*(.*)\s*", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Syntax();

    public static Node Parse(TagContext tag)
    {
        var match = Syntax().Match(tag.Markup);
        if (!match.Success) throw new TemplateSyntaxException("Syntax Error in 'assign' - Valid syntax: assign [var] = [source]");
        var name = match.Groups[1].Value;
        if (tag.Parser.IsStrict2)
            tag.Parser.Select(name, tag.Markup.Trim(), static p =>
            {
                var id = p.Consume(MarkupKind.Id);
                p.End();
                return id;
            }, _ => name);
        var source = match.Groups[2].Value;
        // The source is parsed before the name is known, so it cannot see itself.
        var expression = tag.Parser.Variable(source, $"{{{{{source}}}}}");
        return new AssignNode(tag.Slots.Write(name), expression) { Offset = tag.Offset };
    }
}
