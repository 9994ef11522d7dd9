using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% comment %}</c>, <c>{% doc %}</c> and <c>{% # %}</c>: nothing of them is rendered.</summary>
internal static class CommentTags
{
    /// <summary>Comments may hold comments, which must be closed; whatever else stands in them need not make sense.</summary>
    public static Node? Comment(TagContext tag)
    {
        var from = -1;
        for (var depth = 1; depth > 0;)
        {
            Token token;
            try
            {
                token = tag.Lexer.Next();
            }
            catch (TemplateSyntaxException)
            {
                // An output or tag that is not closed is no error here.
                continue;
            }
            // A line has its blanks before what it says.
            if (from < 0) from = tag.Lexer is SourceLexer ? tag.Lexer.Offset : tag.Parser.Source.Text.IndexOf('\n', tag.Offset);
            if (token.Kind == TokenKind.End) throw tag.Error("'comment' tag was never closed");
            if (token.Kind != TokenKind.Tag) continue;
            if (token.Name == "comment") depth++;
            else if (token.Name == "endcomment") depth--;
            if (depth == 0) tag.Parser.Comments.Add(from, token.Start);
            if (token.Name == "raw" && tag.Lexer is SourceLexer source && source.RawUntil("endraw") is null) throw tag.Error("'raw' tag was never closed");
        }
        return null;
    }

    public static Node? Doc(TagContext tag)
    {
        if (tag.Markup.Trim().Length > 0) throw tag.Error("Syntax Error in 'doc' - Valid syntax: {% doc %}{% enddoc %}");
        var text = tag.Lexer is SourceLexer source ? source.RawUntil("enddoc") : LinesUntil(tag.Lexer, "enddoc");
        if (HasDoc(text ?? tag.Parser.Source.Text[(tag.Offset + 2)..])) throw tag.Error("Syntax Error in 'doc' - Nested doc tags are not allowed");
        if (text is null) throw tag.Error("'doc' tag was never closed");
        if (tag.Lexer is SourceLexer)
        {
            var start = tag.Parser.Source.Text.IndexOf("%}", tag.Offset, StringComparison.Ordinal) + 2;
            tag.Parser.Comments.Add(start, start + text.Length);
        }
        return null;
    }

    public static Node? Inline(TagContext tag)
    {
        foreach (var line in tag.Markup.AsSpan().EnumerateLines())
        {
            var text = line.Trim();
            // The first line's mark is the tag's name.
            if (text.Length > 0 && text[0] != '#' && !line.Overlaps(tag.Markup.AsSpan(0, Math.Min(1, tag.Markup.Length))))
                throw tag.Error("Syntax error in tag '#' - Each line of comments must be prefixed by the '#' character");
        }
        var source = tag.Parser.Source.Text;
        var start = source.IndexOf('#', tag.Offset) + 1;
        var end = source.IndexOf(tag.Markup, start, StringComparison.Ordinal) + tag.Markup.Length;
        while (tag.Markup.Length == 0 && tag.Lexer is SourceLexer && char.IsWhiteSpace(source[end])) end++;
        tag.Parser.Comments.Add(start, end);
        return null;
    }

    private static string? LinesUntil(TemplateLexer lexer, string end)
    {
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
            if (token.Name == end) return "";
        return null;
    }

    private static bool HasDoc(string text)
    {
        for (var i = text.IndexOf("{%", StringComparison.Ordinal); i >= 0; i = text.IndexOf("{%", i + 2, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(i + 2).TrimStart('-').TrimStart();
            if (rest.StartsWith("doc") && (rest.Length == 3 || !(char.IsAsciiLetterOrDigit(rest[3]) || rest[3] == '_'))) return true;
        }
        return false;
    }
}
