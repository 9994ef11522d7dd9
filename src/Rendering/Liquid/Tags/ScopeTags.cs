using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>
/// <c>&lt;% cache_tag "a, b" %&gt;</c>, <c>&lt;% cache_expire 60 %&gt;</c>, <c>&lt;% no_store "why" %&gt;</c>, also with <c>{% %}</c>: what a
/// cached section or page learns of its own cache while it is rendered.
/// </summary>
internal static class ScopeTags
{
    public static Node Tag(TagContext tag) => new CacheTagNode(Argument(tag, isOptional: false)) { Offset = tag.Offset };

    public static Node Expire(TagContext tag) => new CacheExpireNode(Argument(tag, isOptional: false)) { Offset = tag.Offset };

    public static Node NoStore(TagContext tag) => new NoStoreNode(Argument(tag, isOptional: true)) { Offset = tag.Offset };

    private static Expression Argument(TagContext tag, bool isOptional)
    {
        return tag.Parse(Read, _ => Read(new MarkupParser(tag.Parser, tag.Markup)));

        Expression Read(MarkupParser markup)
        {
            if (markup.Look(MarkupKind.EndOfString))
                return isOptional ? ConstantExpression.Nil : throw new TemplateSyntaxException($"Syntax Error in '{tag.Name}' - Valid syntax: {tag.Name} [value]");
            var value = markup.Expression();
            markup.End();
            return value;
        }
    }
}
