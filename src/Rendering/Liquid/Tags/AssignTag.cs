using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% assign name = value | filter %}</c>: gives a variable of the page a value, past all loops.</summary>
internal static class AssignTag
{
    public static Node Parse(TagContext tag)
    {
        var markup = tag.Markup;
        if (!TryFindTarget(markup, out var start, out var end, out var equals)) throw Invalid();
        var name = markup[start..end];
        if (tag.Parser.IsStrict2)
            tag.Parser.Select(name, markup.Trim(), p =>
            {
                var id = p.Consume(MarkupKind.Id);
                p.End();
                // Every character belongs to something here: nothing may stand before the name.
                return markup.AsSpan(0, start).IsWhiteSpace() ? id : throw Invalid();
            }, _ => name);
        var source = markup[(equals + 1)..].TrimStart();
        // The source is parsed before the name is known, so it cannot see itself.
        var expression = tag.Parser.Variable(source, $"{{{{{source}}}}}");
        return new AssignNode(tag.Slots.Write(name), expression) { Offset = tag.Offset };
    }

    /// <summary>
    /// The first equals sign with a target before it: a run of word characters, dashes, dots and brackets, each of which may stand in
    /// parentheses. Each stretch between two equals signs is looked at once, from its end.
    /// </summary>
    private static bool TryFindTarget(string markup, out int start, out int end, out int equals)
    {
        for (equals = markup.IndexOf('='); equals >= 0; equals = markup.IndexOf('=', equals + 1))
        {
            end = equals;
            while (end > 0 && char.IsWhiteSpace(markup[end - 1])) end--;
            start = end;
            while (TryStepBack(markup, ref start))
            {
            }
            if (start < end) return true;
        }
        start = end = 0;
        return false;
    }

    private static bool TryStepBack(string markup, ref int at)
    {
        var before = at;
        if (before > 0 && markup[before - 1] == ')') before--;
        if (before == 0 || !IsPartOfTarget(markup[before - 1])) return false;
        at = before - 1;
        if (at > 0 && markup[at - 1] == '(') at--;
        return true;
    }

    private static bool IsPartOfTarget(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '[' or ']';

    private static TemplateSyntaxException Invalid() => new("Syntax Error in 'assign' - Valid syntax: assign [var] = [source]");
}
