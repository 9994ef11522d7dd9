using Rendering.Engines;
using Rendering.Scriban.Expressions;
using Rendering.Scriban.Statements;
using Rendering.Syntax;

namespace Rendering.Scriban.Parsing;

/// <summary>Parses one template into nodes. Expressions, primaries and calls are the other parts of this class.</summary>
internal sealed partial class ScribanParser
{
    private readonly TemplateSource _source;
    private readonly List<TemplateReference> _references = [];
    private readonly HashSet<string> _assigned = new(StringComparer.Ordinal);
    private List<Token> _tokens = [];
    private int _at;
    private int _depth;
    private int _sections;

    public ScribanParser(ScribanEngine engine, TemplateSource source)
    {
        Engine = engine;
        _source = source;
        WithSlot = Slots.Write(WithScope.Name);
    }

    public ScribanEngine Engine { get; }

    public SlotTable Slots { get; } = new();

    public PathRecorder Paths { get; } = new();

    public TemplateSource Source => _source;

    /// <summary>What cached sections so far read and do not have in their keys.</summary>
    public List<FreeVariable> FreeVariables { get; } = [];

    /// <summary>The holes so far.</summary>
    public List<HoleNode?> Holes { get; } = [];

    /// <summary>What cached sections take from here on where they do not say it.</summary>
    public CacheArguments CacheDefaults { get; set; } = CacheArguments.None;

    /// <summary>How the template is cached as a page; null where it does not say.</summary>
    public PageDirective? Page { get; set; }

    public Scope Scope { get; private set; } = new(null);

    public LoopUse LoopUse { get; } = new();

    /// <summary>Where the object of the innermost <c>with</c> is.</summary>
    public int WithSlot { get; }

    /// <summary>Where the innermost loop of a word (<c>for</c>, <c>while</c>, <c>tablerow</c>) is; no template can name the variable.</summary>
    public int LoopSlot(Token word) => Slots.Write(" " + word.Text);

    public Token Current => _tokens[_at];

    public Token Next => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    /// <summary>The token so many behind the current one.</summary>
    public Token At(int ahead) => _tokens[Math.Min(_at + ahead, _tokens.Count - 1)];

    /// <summary>How far ahead the first such token of this line is, from the given one on; -1 where there is none.</summary>
    public int Look(int from, Func<Token, bool> wanted)
    {
        for (; !At(from).EndsLine; from++)
            if (wanted(At(from))) return from;
        return -1;
    }

    /// <summary>The number of the cached section that begins: its identity, which an edit of a comment before it does not change.</summary>
    public int NextSection() => _sections++;

    public string Text(int start, int end) => _source.Text[start..end];

    public ParsedTemplate Parse()
    {
        if (_source.Text.Length > Engine.Limits.SourceLength)
            throw Error($"The template is longer than {Engine.Limits.SourceLength:N0} characters; raise {nameof(TemplateLimits)}.{nameof(TemplateLimits.SourceLength)}", 0);
        var lexer = new TemplateLexer(_source.Text);
        try
        {
            _tokens = lexer.Read();
        }
        catch (TemplateSyntaxException error)
        {
            error.Location ??= ParsedTemplate.Locate(_source, lexer.Offset);
            throw;
        }
        try
        {
            var builder = new BlockBuilder();
            ParseStatements(builder);
            if (Current.Kind != TokenKind.End) throw Stray();
            return new ParsedTemplate(_source, Engine.Language, TemplateBody.Of(builder.Build(), Scope), Slots, _references, Engine.Members)
            {
                Reads = Paths.Since(default),
                Holes = Holes!,
                FreeVariables = FreeVariables,
                Directive = Page,
                Sections = _sections,
                Digest = lexer.Comments.DigestOf(_source.Text),
            };
        }
        catch (TemplateException error)
        {
            error.Location ??= ParsedTemplate.Locate(_source, Current.Start);
            throw;
        }
    }

    public TemplateSyntaxException Error(string problem, int offset) => new(problem) { Location = ParsedTemplate.Locate(_source, offset) };

    /// <summary>Records a template that is named in the text.</summary>
    public void Reference(string name, int offset) => _references.Add(new TemplateReference(name, offset));

    public Token Take() => _tokens[_at < _tokens.Count - 1 ? _at++ : _at];

    public bool TryTake(string op)
    {
        if (!Current.Is(op)) return false;
        _at++;
        return true;
    }

    public bool TryTakeWord(string word)
    {
        if (!Current.IsWord(word)) return false;
        _at++;
        return true;
    }

    public void SkipLines()
    {
        while (Current.Kind == TokenKind.NewLine) _at++;
    }

    /// <summary>One level deeper into blocks or brackets; every way in has a way out, unless parsing ends.</summary>
    public void Enter()
    {
        if (++_depth > Engine.Limits.BlockDepth) throw new NestingException { Location = ParsedTemplate.Locate(_source, Current.Start) };
    }

    public void Leave() => _depth--;

    /// <summary>Nothing more stands on this line.</summary>
    public void EndLine(int start)
    {
        if (Current.EndsLine) return;
        if (Current.Is("=")) throw Error("Error while parsing assign expression: Expression is only allowed for a top level assignment in: <target_expression> = <value_expression>", start);
        throw Error($"Invalid token found `{Current.Text}`. Expecting <EOL>/end of line.", Current.Start);
    }

    /// <summary>An expression with nothing behind it on its line: <c>if a</c>, <c>with a.b</c>.</summary>
    public Expression ExpressionLine(string statement, string syntax)
    {
        var start = Current.Start;
        var expression = Expression(statement, syntax);
        EndLine(start);
        return expression;
    }

    /// <summary>The block of a statement, up to its <c>end</c>.</summary>
    public Block Body(Token opening) => Body(opening, out _);

    /// <summary>The block of a statement, up to its <c>end</c> or to one of the words that go on with another block.</summary>
    public Block Body(Token opening, out Token end, params ReadOnlySpan<string> others)
    {
        var body = new BlockBuilder();
        end = ParseBlock(body, opening, others);
        return body.Build();
    }

    /// <summary>The statements of a block, up to its <c>end</c>, which is taken, or to one of the words that go on with another block.</summary>
    /// <returns>The word that ended it.</returns>
    private Token ParseBlock(BlockBuilder into, Token opening, params ReadOnlySpan<string> others)
    {
        Enter();
        ParseStatements(into);
        Leave();
        if (Current.IsWord("end")) return Take();
        foreach (var other in others)
            if (Current.IsWord(other)) return Take();
        if (Current.Kind == TokenKind.End) throw Error($"Error while parsing {opening.Text} statement: The <end> statement was not found in: {opening.Text} ... end, which begins at line {ParsedTemplate.Locate(_source, opening.Start).Line}", _tokens[^2].Start);
        throw Stray();
    }

    /// <summary>The statements up to one that ends a block.</summary>
    public void ParseStatements(BlockBuilder into)
    {
        while (true)
        {
            switch (Current.Kind)
            {
                case TokenKind.NewLine or TokenKind.Exit:
                    _at++;
                    break;
                case TokenKind.Text:
                    into.Add(new TextNode(Current.Text) { Offset = Take().Start });
                    break;
                case TokenKind.Angle when StatementTable.ByAngle.TryGetValue(Current.Text, out var parse):
                    if (parse(this) is { } node) into.Add(node);
                    break;
                case TokenKind.End or TokenKind.Angle:
                    return;
                default:
                    if (IsBlockEnd(Current)) return;
                    into.Add(Statement());
                    break;
            }
        }
    }

    /// <summary>The block of a statement between <c>&lt;%</c> and <c>%&gt;</c>, up to the word that ends it, which is taken.</summary>
    public Block AngleBody(Token word)
    {
        var body = AngleBranch();
        EndAngle(word);
        return body;
    }

    /// <summary>The block up to a word that may end it, which is not taken.</summary>
    public Block AngleBranch()
    {
        var body = new BlockBuilder();
        Enter();
        ParseStatements(body);
        Leave();
        return body.Build();
    }

    /// <summary>Takes the word that ends the statement.</summary>
    public void EndAngle(Token word)
    {
        if (Current.Kind != TokenKind.Angle || Current.Text != "end" + word.Text)
            throw Current.Kind == TokenKind.End
                ? Error($"<% {word.Text} %> is never closed. Close it with <% end{word.Text} %>", word.Start)
                : Error($"Unexpected `{Current.Text}` before <% end{word.Text} %>", Current.Start);
        Take();
        if (Take() is { Kind: not TokenKind.AngleExit } more) throw Error($"end{word.Text} takes nothing, but there is `{more.Text}`", more.Start);
    }

    private static bool IsBlockEnd(Token token) => token.Kind == TokenKind.Identifier && token.Text is "end" or "else" or "when";

    private Node Statement()
    {
        var start = Current.Start;
        if (Current.Kind == TokenKind.Identifier && StatementTable.ByWord.TryGetValue(Current.Text, out var parse) && IsStatement()) return parse(this, Take());
        var node = ExpressionStatement.Parse(this);
        EndLine(start);
        return node;
    }

    // A model may have members named like our own words, and `if = 1` assigns a variable.
    private bool IsStatement()
    {
        if (Next.Is("=") || Next.Is(".") || Next.Is("?.")) return false;
        return !StatementTable.NeedName.Contains(Current.Text) || Next.Kind is TokenKind.String or TokenKind.Identifier or TokenKind.Local;
    }

    private TemplateSyntaxException Stray() => Current switch
    {
        { Text: "else" or "when" } => Error($"A {Current.Text} condition must be preceded by another if/else/when condition or a for loop.", Current.Start),
        { Kind: TokenKind.Angle } => Error($"<% {Current.Text} %> without <% {Current.Text["end".Length..]} %> before it in the same block", Current.Start),
        _ => Error($"Unexpected `{Current.Text}` without a statement before it that it could end.", Current.Start),
    };

    /// <summary>Parses a function's body with local variables of its own.</summary>
    public T InFunction<T>(Func<Scope, T> parse)
    {
        var around = Open();
        Scope = new Scope(Scope);
        var made = parse(Scope);
        Scope = Scope.Outer!;
        Close(around);
        return made;
    }
}
