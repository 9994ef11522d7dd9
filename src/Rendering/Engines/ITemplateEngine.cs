using Rendering.Fragments;
using Rendering.Output;

namespace Rendering.Engines;

/// <summary>
/// A template language. The built-in ones and a user's own plug in alike, by file extension
/// (<see cref="RendererOptions.Engines"/>); nothing here knows how a language works inside.
/// </summary>
public interface ITemplateEngine
{
    /// <summary>
    /// Something that changes whenever the engine's options or registered functions do, so that what was rendered before the
    /// change is not taken for what would be rendered after it.
    /// </summary>
    string Fingerprint { get; }

    /// <summary>Parses a template.</summary>
    /// <exception cref="TemplateSyntaxException">The template does not parse; the location says where.</exception>
    ICompiledTemplate Compile(TemplateSource source);
}

/// <summary>A template ready to be rendered any number of times, by many threads at once.</summary>
public interface ICompiledTemplate
{
    /// <summary>The templates that this one names in its text (includes, layouts), for digests and site builds.</summary>
    IReadOnlyList<TemplateReference> References { get; }

    /// <summary>What a tolerant parser let pass, in the order of the text, each with its position; none where it lets nothing pass.</summary>
    IReadOnlyList<TemplateSyntaxException> Warnings => [];

    /// <summary>What its cached sections read and do not have in their keys, where the language can tell.</summary>
    IReadOnlyList<FreeVariable> FreeVariables => [];

    /// <summary>How the template says that its page is cached; null where it says nothing. The renderer asks it before it renders.</summary>
    IPageDirective? Page => null;

    /// <summary>
    /// A digest of what the text says, the same for texts that differ only in what is never rendered (comments), and the same on every machine.
    /// Empty: every character of the text counts. What is cached under a place in the text must then not depend on offsets.
    /// </summary>
    ReadOnlyMemory<byte> Digest => default;

    /// <summary>Renders into the output. What was written before is not the template's own and stays as it is.</summary>
    ValueTask RenderAsync(RenderContext context, IRenderOutput output);

    /// <summary>Fills a hole that this template has left in an output.</summary>
    /// <exception cref="NotSupportedException">Templates of this language leave no holes.</exception>
    ValueTask RenderHoleAsync(TemplateHole hole, RenderContext context, IRenderOutput output) =>
        throw new NotSupportedException($"Templates of {hole.Template}'s language have no holes.");

    /// <summary>The version of what fills a hole, of those that say one (<see cref="HoleValidity.Version"/>); null for none.</summary>
    ValueTask<string?> HoleVersionAsync(TemplateHole hole, RenderContext context) => new((string?)null);
}

/// <summary>A template's name and text.</summary>
public sealed record TemplateSource(string Name, string Text);

/// <summary>A template named in another one's text; <paramref name="Offset"/> is the character where.</summary>
public readonly record struct TemplateReference(string Name, int Offset);
