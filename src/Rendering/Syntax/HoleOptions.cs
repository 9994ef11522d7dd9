namespace Rendering.Syntax;

/// <summary>The options of a hole, as the parsers of both languages read them.</summary>
internal static class HoleOptions
{
    public static bool IsStale(Expression value) => value.TryGetConstant(out var constant) && constant.IsBool
        ? constant.AsBool
        : throw new TemplateSyntaxException("stale of nocache is true (a client may keep the one that it has) or false");

    public static TemplateSyntaxException Unknown(string name) =>
        new($"Unknown option '{name}' of nocache; its options are {string.Join(", ", HoleArguments.Options)}{Spelling.Suggest(name, HoleArguments.Options)}. What it captures stands behind with");

    /// <summary>Under which path a hole captures a value that has no name of its own.</summary>
    public static string[] PathOf(Expression value, Reads reads) => reads.Paths is [var path] && ReferenceEquals(path.Expression, value)
        ? path.Path
        : throw new TemplateSyntaxException("with takes paths, such as product.name, and other values with a name before them: total: expression");
}
