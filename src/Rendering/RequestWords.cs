namespace Rendering;

/// <summary>The words by which templates name values of a request.</summary>
internal static class RequestWords
{
    public const string Culture = "culture";
    public const string NoCulture = "no-culture";
    public const string User = "user";
    public const string Render = "render";

    /// <summary>What <c>request.render</c> is to a scope: no key has it, since <c>vary</c> does not know the word.</summary>
    public static readonly RequestValue Served = new(RequestValueKind.Custom, Render);

    // In `vary`, before a colon; and as a member of `request`, before a dot.
    private static readonly (string Vary, string Member, RequestValueKind Kind)[] Named =
    [
        ("query", "query", RequestValueKind.Query),
        ("header", "headers", RequestValueKind.Header),
        ("cookie", "cookies", RequestValueKind.Cookie),
        ("route", "route", RequestValueKind.Route),
    ];

    public static string Own => $"{Culture}, {NoCulture}, {User}, {Render}, {string.Join(", ", Named.SelectMany(static n => new[] { n.Vary, n.Member }).Distinct())}";

    public static bool IsOwn(string name) =>
        name is Culture or NoCulture or User or Render || Array.Exists(Named, named => named.Vary == name || named.Member == name);

    /// <summary>The kind of <c>request.query</c> and its like.</summary>
    public static bool TryMember(string name, out RequestValueKind kind)
    {
        foreach (var named in Named)
        {
            kind = named.Kind;
            if (named.Member == name) return true;
        }
        kind = default;
        return false;
    }

    /// <summary>What a word of <c>vary</c> stands for; a word that is not known here may be one of the host's.</summary>
    /// <exception cref="TemplateRenderException">It is none, for certain.</exception>
    public static RequestValue Parse(string word)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            if (word == Culture) return new(RequestValueKind.Culture);
            if (word == User) return new(RequestValueKind.User);
            return IsOwn(word) ? throw Unknown(word, []) : new(RequestValueKind.Custom, word);
        }
        var name = word[(colon + 1)..].Trim();
        foreach (var named in Named)
            if (name.Length > 0 && word.AsSpan(0, colon).TrimEnd().SequenceEqual(named.Vary)) return new(named.Kind, name);
        throw Unknown(word, []);
    }

    public static TemplateRenderException Unknown(string word, IEnumerable<string> custom) =>
        new($"vary does not know '{word}'. It takes {Culture}, {NoCulture}, {User}, {string.Join(", ", Named.Select(static n => $"{n.Vary}:name"))}"
            + string.Concat(custom.Order(StringComparer.Ordinal).Select(static name => $", {name}"))
            + $"; {nameof(RendererOptions)}.{nameof(RendererOptions.Vary)} adds more");
}
