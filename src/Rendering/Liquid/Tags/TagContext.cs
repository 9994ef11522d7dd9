using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>What a tag's parser works with: its markup, the grammar in force, and the blocks behind it.</summary>
internal sealed class TagContext(LiquidParser parser, TemplateLexer lexer, string name, string markup, int offset)
{
    public LiquidParser Parser => parser;

    public TemplateLexer Lexer => lexer;

    public string Name => name;

    /// <summary>What stands between the tag's name and its end.</summary>
    public string Markup => markup;

    public int Offset => offset;

    public SlotTable Slots => parser.Slots;

    /// <summary>Parses the markup by the strict grammar, or by the lax one where the mode says so or allows to fall back to it.</summary>
    public T Parse<T>(Func<MarkupParser, T> strict, Func<LaxGrammar, T> lax) => parser.Select(markup, markup.Trim(), strict, lax);

    /// <summary>Parses the markup of a branch of this tag (<c>elsif</c>, <c>when</c>).</summary>
    public T Parse<T>(string branch, Func<MarkupParser, T> strict, Func<LaxGrammar, T> lax) => parser.Select(branch, branch.Trim(), strict, lax);

    /// <summary>
    /// Parses a block up to the tag that ends it, which must be one of <paramref name="ends"/>.
    /// </summary>
    /// <returns>The tag that ended it, with its markup.</returns>
    public (string Tag, string Markup) Body(BlockBuilder into, params ReadOnlySpan<string> ends) => parser.ParseBlock(lexer, into, name, offset, ends);

    /// <summary>Parses a block that ends at <c>end</c> + the tag's name.</summary>
    public Block Body()
    {
        var builder = new BlockBuilder();
        Body(builder, "end" + name);
        return builder.Build();
    }

    public TemplateSyntaxException Error(string problem) => parser.Located(new TemplateSyntaxException(problem), offset);
}
