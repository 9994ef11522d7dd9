using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Where an error of a statement goes: out of the render with its position, or into the output.</summary>
internal sealed partial class RenderFrame
{
    /// <summary>
    /// Asked by the block whose statement failed. An error without a position gets that of the statement on its way out; the
    /// innermost block is asked first, so an error keeps the most precise position.
    /// </summary>
    public bool Handles(Exception error, Node statement)
    {
        if (error is OperationCanceledException && _context.Cancellation.IsCancellationRequested) return false;
        if (error is not TemplateException known) return true;
        if (_language.PrintsErrors && (known is TemplateSyntaxException || (known is TemplateRenderException or NestingException && known.Location is null))) return true;
        known.Location ??= Template.Locate(statement.Offset);
        return false;
    }

    /// <summary>Prints the error where the language does so; else throws it as one of this library's, with its position.</summary>
    public void Report(Exception error, Node statement)
    {
        Pending = null;
        var known = error as TemplateException
            ?? new TemplateRenderException($"The model failed while the template read it: {error.Message}", error);
        if (!_language.PrintsErrors)
        {
            known.Location ??= Template.Locate(statement.Offset);
            throw known;
        }
        // The next render may go well.
        _context.Scope.NoStore("an error was printed");
        // As Shopify has it: what prints nothing when it works prints nothing when it fails.
        if (statement.IsBlank) return;
        Output.Write(_language.Describe(known, Template, Template.LineAt(statement.Offset), IsPage), Escape);
    }

    /// <summary>A problem of the statement that is running, unless its value is still on its way.</summary>
    public Value Fail(string problem) => Pending is null ? throw new TemplateRenderException(problem) : default;
}
