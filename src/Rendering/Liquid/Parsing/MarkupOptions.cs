using Rendering.Liquid.Tags;
using Rendering.Syntax;

namespace Rendering.Liquid.Parsing;

/// <summary>Reads keys and options of the statements that cache something.</summary>
internal sealed class MarkupOptions(TagContext tag, MarkupParser markup) : IOptionReader
{
    public Expression Value(string option) => markup.Expression();

    public Condition Condition(string option) => IfTag.Chain(markup);

    public string Word(string option)
    {
        var token = markup.Take();
        return token.Kind switch
        {
            MarkupKind.Id => markup.Text(token),
            MarkupKind.String when token.Length > 2 => markup.Text(token)[1..^1],
            _ => throw Error($"{option} takes a word, or text in quotes"),
        };
    }

    public int Variable(string name) => tag.Slots.Write(name);

    public bool TryAuto() => (markup.Look(MarkupKind.Comma, 1) || markup.Look(MarkupKind.EndOfString, 1)) && markup.TryWord("auto");

    public PathRecorder Paths => tag.Parser.Paths;

    public TemplateSyntaxException Error(string problem) => new(problem);

    /// <summary>
    /// What a statement says of its cache. Our own tags have one grammar, also in the lax mode: a mistyped option must not switch its
    /// meaning off in silence.
    /// </summary>
    /// <param name="tag">The statement.</param>
    /// <param name="options">The options it has.</param>
    /// <param name="hasKey">What stands without a name is a part of the key.</param>
    /// <param name="first">A word that it must begin with.</param>
    public static CacheArguments Read(TagContext tag, string[] options, bool hasKey, string? first = null)
    {
        return tag.Parse(Read, _ => Read(new MarkupParser(tag.Parser, tag.Markup)));

        CacheArguments Read(MarkupParser markup)
        {
            if (first is not null && (!markup.TryWord(first) || !(markup.Look(MarkupKind.EndOfString) || markup.TryConsume(MarkupKind.Comma))))
                throw new TemplateSyntaxException($"Syntax Error in '{tag.Name}' - Valid syntax: {tag.Name} {first}, {options[0]}: ...");
            return MarkupOptions.Read(tag, markup, options, hasKey);
        }
    }

    /// <summary>The rest of a statement, up to its end.</summary>
    public static CacheArguments Read(TagContext tag, MarkupParser markup, string[] options, bool hasKey)
    {
        var reader = new MarkupOptions(tag, markup);
        var read = new CacheOptions(tag.Name, options, reader);
        while (!markup.Look(MarkupKind.EndOfString))
        {
            if (markup.Look(MarkupKind.Id) && markup.Look(MarkupKind.Colon, 1))
            {
                var name = markup.Consume(MarkupKind.Id);
                markup.Consume(MarkupKind.Colon);
                read.Read(name);
            }
            else if (hasKey) read.Key(markup.Expression());
            else throw reader.Error($"{tag.Name} takes options by their names: {string.Join(", ", options)}");
            if (!markup.TryConsume(MarkupKind.Comma)) break;
        }

        markup.End();
        return read.Arguments;
    }
}
