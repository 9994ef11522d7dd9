namespace Rendering.Liquid.Parsing;

/// <summary>What stands at a place of the source.</summary>
internal enum TokenKind : byte
{
    End,
    Text,
    Output,
    Tag,
}

/// <summary>
/// A piece of the source. <paramref name="Start"/> and <paramref name="End"/> bound the whole piece, delimiters included;
/// <paramref name="MarkupStart"/> and <paramref name="MarkupEnd"/> what stands inside, or text after trimming.
/// </summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, int MarkupStart, int MarkupEnd, string Name = "");

/// <summary>Cuts a template into text, outputs and tags, and trims text beside dashes.</summary>
internal abstract class TemplateLexer
{
    /// <exception cref="TemplateSyntaxException">An output or a tag that is not closed.</exception>
    public abstract Token Next();

    /// <summary>Where the token that was read last begins, for errors.</summary>
    public int Offset { get; protected set; }
}
