using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <param name="Path">From the repository's root, with slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    public int Lines => Text.Count(static letter => letter == '\n');

    /// <summary>The folders between <c>src</c> and the file, its project first.</summary>
    public string[] Folders => Path.Split('/')[1..^1];

    public string? Namespace => NamespaceLine().Match(Text) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The namespaces that the file imports.</summary>
    public IEnumerable<string> Imports => UsingLine().Matches(Text).Select(static match => match.Groups[1].Value);

    /// <summary>Whether a type that users see is declared here.</summary>
    public bool DeclaresPublicType => PublicType().IsMatch(Text);

    /// <summary>The text without comments and string literals, so that words in them are not taken for code.</summary>
    public string Code => CommentOrLiteral().Replace(Text, static match => match.Value[0] == '/' ? "" : "\"\"");

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*[;{]?", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([A-Z][\w.]*)[^;(]*;", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"^public\s+(?:\w+\s+)*?(?:class|struct|record|interface|enum|delegate)\b", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex("""
        //[^\n]*|/\*.*?\*/|\"{3,}.*?\"{3,}|@"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentOrLiteral();
}
