using System.Collections.Frozen;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Rendering.Scriban.Statements;

/// <summary>Parses a statement whose word has been taken.</summary>
internal delegate Node StatementParser(ScribanParser parser, Token word);

/// <summary>Parses a statement between <c>&lt;%</c> and <c>%&gt;</c>, whose word is the current token; null where it leaves nothing to render.</summary>
internal delegate Node? AngleParser(ScribanParser parser);

/// <summary>The statements that begin with a word: the whole table.</summary>
internal static class StatementTable
{
    private static readonly (string Word, StatementParser Parse)[] All =
    [
        ("break", LoopControl.Break),
        ("capture", CaptureStatement.Parse),
        ("case", CaseStatement.Parse),
        ("continue", LoopControl.Continue),
        ("for", ForStatement.Parse),
        ("func", FunctionStatement.Parse),
        ("if", IfStatement.Parse),
        ("layout", LayoutStatements.Layout),
        ("readonly", ReadOnlyStatement.Parse),
        ("renderbody", LayoutStatements.RenderBody),
        ("rendersection", LayoutStatements.RenderSection),
        ("ret", ReturnStatement.Parse),
        ("section", LayoutStatements.Section),
        ("tablerow", TableRowStatement.Parse),
        ("while", WhileStatement.Parse),
        ("with", WithStatement.Parse),
        ("wrap", WrapStatement.Parse),
    ];

    /// <summary>The word that is a statement only at the head of a template, before everything else.</summary>
    public const string HeadWord = "page";

    // <% word ... %>, with a block up to <% endword %> or without.
    private static readonly (string Word, bool HasBlock, AngleParser Parse)[] Angles =
    [
        ("cache", true, CacheStatement.Parse),
        ("cache_defaults", false, CacheStatement.Defaults),
        ("cache_each", true, CacheEachStatement.Parse),
        ("cache_expire", false, ScopeStatements.Expire),
        ("cache_tag", false, ScopeStatements.Tag),
        ("no_store", false, ScopeStatements.NoStore),
        ("nocache", true, NoCacheStatement.Parse),
        (HeadWord, false, CacheStatement.Page),
        ("response_header", false, LayoutStatements.ResponseHeader),
    ];

    /// <summary>The statements that stand between <c>&lt;%</c> and <c>%&gt;</c>.</summary>
    public static FrozenDictionary<string, AngleParser> ByAngle { get; } = Angles.ToFrozenDictionary(static s => s.Word, static s => s.Parse, StringComparer.Ordinal);

    /// <summary>Their words, and those that end their blocks.</summary>
    public static FrozenSet<string> AngleWords { get; } = Angles
        .SelectMany(static s => s.HasBlock ? (string[])[s.Word, "end" + s.Word] : [s.Word]).ToFrozenSet(StringComparer.Ordinal);

    public static FrozenDictionary<string, StatementParser> ByWord { get; } = All.ToFrozenDictionary(static s => s.Word, static s => s.Parse, StringComparer.Ordinal);

    /// <summary>Our own words, which models may use too: they are statements only before a name.</summary>
    public static FrozenSet<string> NeedName { get; } = new[] { "layout", "rendersection", "section" }.ToFrozenSet(StringComparer.Ordinal);
}
