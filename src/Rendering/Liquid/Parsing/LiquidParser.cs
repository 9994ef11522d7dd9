using Rendering.Engines;
using Rendering.Liquid.Expressions;
using Rendering.Liquid.Tags;
using Rendering.Syntax;
using Rendering.Syntax.Filters;

namespace Rendering.Liquid.Parsing;

/// <summary>Parses one template into nodes, in one pass.</summary>
internal sealed class LiquidParser
{
    private readonly TemplateSource _source;
    private readonly List<TemplateReference> _references = [];
    private readonly List<TemplateSyntaxException> _warnings = [];
    private int _depth;
    private int _sections;

    private int _statement;

    public LiquidParser(LiquidEngine engine, TemplateSource source)
    {
        Engine = engine;
        _source = source;
        Expressions = new ExpressionFactory(this);
        Lax = new LaxGrammar(this);
    }

    public LiquidEngine Engine { get; }

    public SlotTable Slots { get; } = new();

    public PathRecorder Paths { get; } = new();

    /// <summary>What cached sections so far read and do not have in their keys.</summary>
    public List<FreeVariable> FreeVariables { get; } = [];

    /// <summary>The holes so far.</summary>
    public List<HoleNode?> Holes { get; } = [];

    /// <summary>What cached sections take from here on where they do not say it.</summary>
    public CacheArguments CacheDefaults { get; set; } = CacheArguments.None;

    /// <summary>How the template is cached as a page; null where it does not say.</summary>
    public PageDirective? Page { get; set; }

    /// <summary>Where the output or tag is that is being parsed.</summary>
    public int Statement => _statement;

    public ExpressionFactory Expressions { get; }

    public LaxGrammar Lax { get; }

    public TemplateSource Source => _source;

    public Comments Comments { get; } = new();

    public bool IsStrict2 => Engine.Options.Mode is LiquidMode.Strict2 or LiquidMode.Warn;

    public ParsedTemplate Parse()
    {
        if (_source.Text.Length > Engine.Limits.SourceLength)
            throw Located(new TemplateSyntaxException($"The template is longer than {Engine.Limits.SourceLength:N0} characters; raise {nameof(TemplateLimits)}.{nameof(TemplateLimits.SourceLength)}"), 0);
        var builder = new BlockBuilder();
        var lexer = new SourceLexer(_source.Text, LiquidTags.InAngles);
        try
        {
            ParseUntil(lexer, builder, end: null);
        }
        catch (TemplateException error) when (Locate(error, lexer.Offset))
        {
            throw;
        }
        return new ParsedTemplate(_source, Engine.Language, builder.Build(), Slots, _references, Engine.Members)
        {
            Warnings = _warnings,
            Reads = Paths.Since(default),
            Holes = Holes!,
            FreeVariables = FreeVariables,
            Directive = Page,
            Sections = _sections,
            Digest = Comments.DigestOf(_source.Text),
        };
    }

    /// <summary>The number of the cached section that begins: its identity, which an edit of a comment before it does not change.</summary>
    public int NextSection() => _sections++;

    /// <summary>Records a template that is named in the text.</summary>
    public void Reference(string name, int offset) => _references.Add(new TemplateReference(name, offset));

    /// <summary>Parses a block up to one of the tags that end it.</summary>
    public (string Tag, string Markup) ParseBlock(TemplateLexer lexer, BlockBuilder into, string name, int offset, ReadOnlySpan<string> ends)
    {
        if (++_depth > Engine.Limits.BlockDepth) throw Located(new NestingException(), offset);
        var (kind, tag, markup) = ParseUntil(lexer, into, ends.ToArray());
        _depth--;
        if (kind == TokenKind.End) throw Located(new TemplateSyntaxException($"'{name}' tag was never closed"), offset);
        if (ends.Contains(tag)) return (tag, markup);
        throw Located(new TemplateSyntaxException(
            tag == "else" ? $"{name} tag does not expect 'else' tag"
            : tag.StartsWith("end", StringComparison.Ordinal) ? $"'{tag}' is not a valid delimiter for {name} tags. use end{name}"
            : $"Unknown tag '{tag}'{Nearest(tag)}"), lexer.Offset);
    }

    /// <summary>Parses the lines of a <c>liquid</c> tag into the block around it.</summary>
    public void ParseLines(BlockBuilder into, int start, int end)
    {
        // A line may be a liquid tag itself.
        if (++_depth > Engine.Limits.BlockDepth) throw Located(new TemplateSyntaxException("Nesting too deep"), start);
        var lexer = new LineLexer(_source.Text, start, end);
        var (kind, tag, _) = ParseUntil(lexer, into, []);
        _depth--;
        if (kind == TokenKind.End) return;
        throw Located(new TemplateSyntaxException(tag.StartsWith("end", StringComparison.Ordinal)
            ? $"'{tag}' is not a valid delimiter for liquid tags. use %}}"
            : tag == "else" ? "liquid tag does not expect 'else' tag" : $"Unknown tag '{tag}'{Nearest(tag)}"), lexer.Offset);
    }

    // Stops at a tag that is not known here: the block around it decides. At the outermost level, it is an error.
    private (TokenKind Kind, string Tag, string Markup) ParseUntil(TemplateLexer lexer, BlockBuilder into, string[]? end)
    {
        while (true)
        {
            var token = lexer.Next();
            switch (token.Kind)
            {
                case TokenKind.End:
                    return (TokenKind.End, "", "");
                case TokenKind.Text:
                    if (token.MarkupEnd > token.MarkupStart) into.Add(new TextNode(_source.Text[token.MarkupStart..token.MarkupEnd]) { Offset = token.Start });
                    break;
                case TokenKind.Output:
                    into.Add(Output(token));
                    break;
                default:
                    if (token.Name == "liquid")
                    {
                        ParseLines(into, token.MarkupStart, token.MarkupEnd);
                        break;
                    }
                    var markup = _source.Text[token.MarkupStart..token.MarkupEnd];
                    if (!LiquidTags.ByName.TryGetValue(token.Name, out var tag))
                    {
                        if (end is not null) return (TokenKind.Tag, token.Name, markup);
                        throw Located(new TemplateSyntaxException(token.Name is "else" or "end"
                            ? $"Unexpected outer '{token.Name}' tag" : $"Unknown tag '{token.Name}'{Nearest(token.Name)}"), token.Start);
                    }
                    if (ParseTag(tag, lexer, token, markup) is { } node) into.Add(node);
                    break;
            }
        }
    }

    private Node? ParseTag(TagDefinition tag, TemplateLexer lexer, Token token, string markup)
    {
        var around = _statement;
        Paths.Offset = _statement = token.Start;
        try
        {
            var node = tag.Parse(new TagContext(this, lexer, token.Name, markup, token.Start));
            _statement = around;
            return node;
        }
        catch (TemplateException error) when (Locate(error, token.Start))
        {
            throw;
        }
    }

    private OutputNode Output(Token token)
    {
        var around = _statement;
        Paths.Offset = _statement = token.Start;
        try
        {
            var markup = _source.Text[token.MarkupStart..token.MarkupEnd];
            var node = new OutputNode([], Variable(markup, $"{{{{{markup}}}}}"), Engine.Language.Formatter) { Offset = token.Start };
            _statement = around;
            return node;
        }
        catch (TemplateException error) when (Locate(error, token.Start))
        {
            throw;
        }
    }

    /// <summary>A value with its filters, as in an output; <paramref name="shown"/> is how an error shows it.</summary>
    public Expression Variable(string markup, string shown) => Select(markup, shown, p =>
    {
        if (p.Look(MarkupKind.EndOfString)) return ConstantExpression.Nil;
        var expression = p.Expression();
        while (p.TryConsume(MarkupKind.Pipe)) expression = Filter(p, expression);
        p.End();
        return expression;
    }, lax => lax.Variable(markup));

    private Expression Filter(MarkupParser p, Expression input)
    {
        var name = p.Consume(MarkupKind.Id);
        List<Expression> positional = [], named = [];
        List<string> names = [];
        if (p.TryConsume(MarkupKind.Colon))
            do
            {
                if (IsStrict2 && (p.Look(MarkupKind.Pipe) || p.Look(MarkupKind.EndOfString))) break;
                if (p.Look(MarkupKind.Id) && p.Look(MarkupKind.Colon, 1))
                {
                    names.Add(p.Consume(MarkupKind.Id));
                    p.Consume(MarkupKind.Colon);
                    named.Add(p.Expression());
                }
                else positional.Add(p.Expression());
            }
            while (p.TryConsume(MarkupKind.Comma));
        return Filter(input, name, positional, names, named);
    }

    public Expression Filter(Expression input, string name, List<Expression> positional, List<string> names, List<Expression> named)
    {
        if (!Engine.Filters.TryGetValue(name, out var filter))
            return Engine.Options.StrictFilters
                ? throw new TemplateSyntaxException($"Unknown filter '{name}'{Spelling.Suggest(name, Engine.Filters.Keys)}")
                : input;
        // Ruby passes keyword arguments as one hash, so a filter that takes none counts them as one argument more.
        var given = positional.Count + (names.Count > 0 && filter.Keywords.Length == 0 ? 1 : 0);
        if (given < filter.MinArguments || given > filter.MaxArguments)
        {
            var expected = filter.MinArguments == filter.MaxArguments ? $"{filter.MinArguments + 1}" : $"{filter.MinArguments + 1}..{filter.MaxArguments + 1}";
            return new FailingExpression($"wrong number of arguments (given {given + 1}, expected {expected})");
        }
        return new FilterExpression(input, filter, [.. positional], [.. names], [.. named]);
    }

    /// <summary>Parses markup by the grammar of the mode. <paramref name="shown"/> is the markup as an error shows it.</summary>
    public T Select<T>(string markup, string shown, Func<MarkupParser, T> strict, Func<LaxGrammar, T> lax)
    {
        try
        {
            return strict(new MarkupParser(this, markup));
        }
        catch (TemplateSyntaxException error) when (error.Location is null)
        {
            var problem = new TemplateSyntaxException($"{error.Problem} in \"{shown}\"");
            if (Engine.Options.Mode is LiquidMode.Strict or LiquidMode.Strict2) throw problem;
            _warnings.Add(Located(problem, _statement));
            return lax(Lax);
        }
    }

    public T Located<T>(T error, int offset) where T : TemplateException
    {
        error.Location ??= ParsedTemplate.Locate(_source, offset);
        return error;
    }

    // A filter, not a handler: the innermost is asked first, and handlers inside one another would each take more of the stack.
    private bool Locate(TemplateException error, int offset)
    {
        error.Location ??= ParsedTemplate.Locate(_source, offset);
        return false;
    }

    private static string Nearest(string tag) => Spelling.Suggest(tag, LiquidTags.ByName.Keys);
}
