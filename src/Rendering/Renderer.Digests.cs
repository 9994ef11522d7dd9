using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Values;

namespace Rendering;

/// <summary>What is asked of templates without rendering them, as by a site build, which keeps renditions elsewhere.</summary>
public sealed partial class Renderer
{
    /// <summary>
    /// A digest of what a page of this template is made from besides its model: the template, all that it names in its text, the
    /// engines' options and registered functions, and whether it is escaped. The same in every process.
    /// </summary>
    /// <param name="template">The template's name below its source; the extension may be left out.</param>
    /// <exception cref="TemplateException">The template does not exist or does not parse.</exception>
    public ulong VersionOf(string template)
    {
        var generation = _core.Graph.Generation;
        var entry = Find(template, generation);
        return _core.VersionOf(entry, _core.Escapes(entry.Name), generation);
    }

    /// <summary>
    /// What a tolerant parser (<see cref="Liquid.LiquidMode.Warn"/>) let pass in this template, in the order of its text, each with its
    /// position. Those of what it includes are asked for by their own names.
    /// </summary>
    /// <param name="template">The template's name below its source; the extension may be left out.</param>
    /// <exception cref="TemplateException">The template does not exist or does not parse.</exception>
    public IReadOnlyList<TemplateSyntaxException> WarningsOf(string template) => Find(template, _core.Graph.Generation).Compiled.Warnings;

    /// <summary>
    /// What the cached sections of a template read and do not have in their keys, in the order of its text. What templates that it includes
    /// read is not told.
    /// </summary>
    /// <param name="template">The template's name below its source; the extension may be left out.</param>
    /// <exception cref="TemplateException">The template does not exist or does not parse.</exception>
    public IReadOnlyList<FreeVariable> FreeVariablesOf(string template) => [.. _core.FreeVariablesOf(Find(template, _core.Graph.Generation).Compiled)];

    /// <summary>Whether the templates that a rendition looked for at run time are what they were, and absent where they were.</summary>
    /// <param name="dependencies">A rendition's <see cref="Rendition.Dependencies"/>.</param>
    public bool IsCurrent(IEnumerable<TemplateDependency> dependencies)
    {
        ArgumentNullException.ThrowIfNull(dependencies);
        return _core.IsCurrent(dependencies, _core.Graph.Generation);
    }

    /// <summary>Resolves a model as a render would, and digests all that a template can read of it.</summary>
    /// <param name="model">The model, or a function or task that gives it.</param>
    /// <param name="cancellation">Ends the wait for it.</param>
    /// <exception cref="TimeoutException">It takes longer than a render may; what else it fails with is its own.</exception>
    public async ValueTask<DigestedModel> DigestAsync(object? model, CancellationToken cancellation = default)
    {
        var resolved = model is not null && LazyValues.IsLazy(model.GetType())
            ? await ResolveAsync(model, new LazyContext(_core.Options.Limits.LoopLength, new ScopeRecord(), cancellation)).ConfigureAwait(false)
            : Value.From(model);
        return new DigestedModel(resolved.ToObject(), ModelDigest.Of(resolved, _core.Options.Members));
    }

    private async ValueTask<Value> ResolveAsync(object lazy, LazyContext context)
    {
        var task = LazyValues.Start(lazy, context, out var value);
        while (task is not null)
        {
            await task.WaitAsync(_core.Options.Limits.Time, _core.Options.Time, context.Cancellation).ConfigureAwait(false);
            task = LazyValues.Finish(task, context, out value);
        }
        return value;
    }
}

/// <summary>A model with a digest of what templates can read of it.</summary>
/// <param name="Model">The model, resolved where it was given as a function or task.</param>
/// <param name="Digest">
/// The same for the same values in every process. Null where not all of the model can be read in advance: a member is a task or a
/// function, answers for names itself (<see cref="IMemberSource"/>) or throws, or the model leads to more than 100,000 values.
/// </param>
public readonly record struct DigestedModel(object? Model, string? Digest);
