using Rendering.Engines;

namespace Rendering;

/// <summary>
/// The root of every error of this library: what went wrong, in which template, line and column (both from 1), and the line itself.
/// </summary>
public class TemplateException : Exception
{
    private TemplateLocation? _location;

    /// <param name="problem">What is wrong and what to do, without the position.</param>
    /// <param name="inner">The error behind this one.</param>
    public TemplateException(string problem, Exception? inner = null) : base(problem, inner) => Problem = problem;

    /// <summary>What is wrong and what to do, without the position.</summary>
    public string Problem { get; }

    /// <summary>
    /// Where; null until the error has passed the statement that raised it, or where no template is concerned. An engine sets it as
    /// the error passes; the first place set stays, since it is the innermost, and so the most precise.
    /// </summary>
    public TemplateLocation? Location
    {
        get => _location;
        set => _location ??= value;
    }

    /// <summary>The problem with its position and the source line.</summary>
    public override string Message => Location is { } at
        ? $"{at.Template}({at.Line},{at.Column}): {Problem}{(at.SourceLine.Length == 0 ? "" : $"\n  {at.Line} | {at.SourceLine}")}"
        : Problem;
}

/// <summary>A place in a template; line and column count from 1.</summary>
public sealed record TemplateLocation(string Template, int Line, int Column, string SourceLine)
{
    /// <summary>The place of a character of a template, for engines.</summary>
    public static TemplateLocation At(TemplateSource source, int offset)
    {
        ArgumentNullException.ThrowIfNull(source);
        var text = source.Text;
        offset = Math.Clamp(offset, 0, text.Length);
        var line = 1 + text.AsSpan(0, offset).Count('\n');
        var start = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        var end = text.IndexOf('\n', offset);
        const int longest = 200;
        var sourceLine = text.AsSpan(start, Math.Min((end < 0 ? text.Length : end) - start, longest)).TrimEnd('\r').ToString();
        return new TemplateLocation(source.Name, line, offset - start + 1, sourceLine);
    }
}

/// <summary>A template that does not parse.</summary>
public class TemplateSyntaxException(string problem) : TemplateException(problem);

/// <summary>A template that failed while it was rendered.</summary>
public class TemplateRenderException(string problem, Exception? inner = null) : TemplateException(problem, inner);

/// <summary>A template that no source has, or whose name leads out of its root.</summary>
public class TemplateNotFoundException(string problem) : TemplateException(problem);

/// <summary>Blocks, brackets or partials are too deep inside one another.</summary>
public sealed class NestingException() : LimitException("Nesting too deep");

/// <summary>A bound of <see cref="TemplateLimits"/> that a template met.</summary>
public class LimitException(string problem) : TemplateException(problem)
{
    internal static LimitException Time(TimeSpan limit, TemplateLocation? location = null) =>
        new($"The template took longer than {limit}. Look for slow data, or raise {nameof(TemplateLimits)}.{nameof(TemplateLimits.Time)}.") { Location = location };

    internal static LimitException LoopLength(int limit) =>
        new($"A loop has more than {limit:N0} items. Page through the data, or raise {nameof(TemplateLimits)}.{nameof(TemplateLimits.LoopLength)}.");
}
