using Caching;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rendering.Diagnostics;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Liquid;
using Rendering.Output;
using Rendering.Scriban;
using Rendering.Templates;
using Rendering.Values;

namespace Rendering;

/// <summary>What the renders of one renderer share.</summary>
internal sealed class RendererCore
{
    private readonly Pool<RenderSession> _sessions;
    private readonly HashSet<string> _extensions;

    public RendererCore(RendererOptions options, CacheManager caches)
    {
        Options = options;
        _sessions = new(() => new RenderSession(this));
        Caches = caches;
        Manifests = new(caches);
        Unkeyed = new(options.Logger);
        var engines = new Dictionary<string, ITemplateEngine>(StringComparer.OrdinalIgnoreCase)
        {
            [RendererOptions.LiquidExtension] = new LiquidEngine(options.Liquid, options.Members, options.Limits),
        };
        var scriban = new ScribanEngine(options.Scriban, options.Members, options.Limits);
        foreach (var extension in RendererOptions.ScribanExtensions) engines[extension] = scriban;
        foreach (var (extension, engine) in options.Engines)
            engines[extension.StartsWith('.') ? extension : "." + extension] = engine;
        _extensions = new(engines.Keys, StringComparer.OrdinalIgnoreCase);
        Graph = new TemplateGraph(new NamingSource(options.Templates), new EngineTable(engines), CheckFreeVariables);
        Places = new(this);
        Dependencies = new(this);
    }

    public RendererOptions Options { get; }

    public CacheManager Caches { get; }

    /// <summary>Which sections pages ask for, from render to render.</summary>
    public PageManifests Manifests { get; }

    public TemplateGraph Graph { get; }

    /// <summary>What the log has been told already.</summary>
    public UnkeyedReads Unkeyed { get; }

    public PlaceTable Places { get; }

    public DependencyIndex Dependencies { get; }

    public ILogger Log => Options.Logger;

    public bool Explains(RenderRequest request) => Options.Explain || request.Explain || Log.IsEnabled(LogLevel.Debug);

    public void LogRendered(string template, RenderReport report)
    {
        if (!Log.IsEnabled(LogLevel.Debug)) return;
        var page = report.Page is { } known ? $"{Words.Of(known.Outcome)}{(known.Reason == FragmentReason.None ? "" : $" ({Words.Of(known.Reason)})")}" : "not cached";
        Diagnostics.Log.Rendered(Log, template, report.Elapsed, page, report.FragmentHits, report.FragmentMisses, report.Fragments);
    }

    /// <summary>The full name of a template that need not exist: its name as it stands where it does not.</summary>
    public string NameOf(string template)
    {
        try
        {
            if (Graph.Find(template, null, Graph.Generation) is { } entry) return entry.Name;
        }
        catch (TemplateSyntaxException error) when (error.Location is { } at)
        {
            return at.Template;
        }
        return TemplateName.Normalize(template) ?? template;
    }

    /// <summary>Whether there is, or once was, a template of this name: it has an extension that an engine has.</summary>
    public bool IsTemplate(string name) => _extensions.Contains(TemplateName.ExtensionOf(name)) || Graph.Names.Contains(name);

    /// <summary>How many cached sections the template's text has; 0 where nobody can say.</summary>
    public int SectionsOf(string template)
    {
        try
        {
            return Graph.Find(template, null, Graph.Generation)?.Compiled is Syntax.ParsedTemplate parsed ? parsed.Sections : 0;
        }
        catch (TemplateSyntaxException)
        {
            return 0;
        }
    }

    public bool Escapes(string template) => Escaping.Of(Options.Escape, template, _extensions.Contains);

    public string ContentExtensionOf(string template) => Escaping.ExtensionOf(template, _extensions.Contains);

    public RenderSession Rent() => _sessions.Take();

    public void Return(RenderSession session)
    {
        session.End();
        _sessions.Give(session);
    }

    /// <summary>
    /// What a rendition of the template is made from. A partial escapes as its page does, so it is another one in plain text than
    /// in HTML: served to the wrong page, it would be a hole.
    /// </summary>
    public ulong VersionOf(TemplateEntry entry, bool escape, long generation) => Graph.Closure(entry, generation) ^ (escape ? 0 : PlainText);

    /// <summary>
    /// The version with the count of edits that it belongs to: <see cref="Store"/> tells by it whether a template changed since.
    /// </summary>
    public ulong VersionOf(TemplateEntry entry, bool escape, long generation, out int edits)
    {
        while (true)
        {
            edits = Graph.Edits;
            var version = VersionOf(entry, escape, generation);
            if (edits == Graph.Edits) return version;
        }
    }

    // Any constant with about half of its bits set.
    private const ulong PlainText = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Whether what a rendition looked up at run time is still what it was.</summary>
    public bool IsCurrent(Rendition rendition, long generation)
    {
        for (var i = 0; i < rendition.Dependencies.Count; i++)
            if (Graph.DigestOf(rendition.Dependencies[i].Template, generation) != rendition.Dependencies[i].Digest) return false;
        return true;
    }

    public bool IsCurrent(IEnumerable<TemplateDependency> dependencies, long generation)
    {
        foreach (var dependency in dependencies)
            if (Graph.DigestOf(dependency.Template, generation) != dependency.Digest) return false;
        return true;
    }

    /// <summary>
    /// Makes the rendition of what was rendered under a creation. It holds no longer than its parts do: a page with a stale part is
    /// stored already stale, so that it is served once more at most while it is made anew.
    /// </summary>
    /// <param name="creation">The creation.</param>
    /// <param name="scope">What was collected meanwhile.</param>
    /// <param name="content">What was written.</param>
    /// <param name="edits"><see cref="TemplateGraph.Edits"/> that belong to the version.</param>
    /// <param name="digest">The digest of its template.</param>
    /// <param name="took">How long it took to make.</param>
    public Rendition Store(CacheCreation creation, FragmentScope scope, Segments content, int edits, ulong digest, TimeSpan took)
    {
        if (edits != Graph.Edits) creation.DoNotStore();
        var now = Caches.Time.GetUtcNow();
        foreach (var tag in scope.Tags) creation.Tags.Add(tag);
        foreach (var tag in creation.Tags) scope.Add(tag);
        if (scope.FreshUntil != DateTimeOffset.MaxValue)
        {
            var left = scope.FreshUntil - now;
            var stale = scope.StaleUntil - now - Max(left, TimeSpan.Zero);
            if (creation.Expire.IsNever || creation.Expire.Span > left) creation.Expire = Max(left, TimeSpan.FromTicks(1));
            if (stale < (creation.Stale ?? TimeSpan.MaxValue)) creation.Stale = Max(stale, TimeSpan.Zero);
        }
        // Past the last date that there is.
        if (!creation.Expire.IsNever && creation.Expire.Span >= DateTimeOffset.MaxValue - now) creation.Expire = CacheExpire.Never;
        if (!creation.Expire.IsNever)
        {
            var fresh = now + creation.Expire.Span;
            var stale = creation.Stale ?? CacheLife.DefaultStale(creation.Expire.Span);
            scope.Shorten(fresh, stale < DateTimeOffset.MaxValue - fresh ? fresh + stale : DateTimeOffset.MaxValue);
        }
        var rendition = new Rendition(content, scope) { MadeFrom = digest, MadeIn = took };
        creation.Size = rendition.Size;
        if (rendition.Unstorable is not null) creation.DoNotStore();
        return rendition;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    /// <summary>What the cached sections of a template read and do not have in their keys, but for what every template sees.</summary>
    public IEnumerable<FreeVariable> FreeVariablesOf(ICompiledTemplate template) =>
        template.FreeVariables.Where(free => !IsGlobal(free.Path.Split('.')[0]));

    private void CheckFreeVariables(ICompiledTemplate template)
    {
        if (Options.FreeVariables is not (FreeVariableMode.Warn or FreeVariableMode.Error)) return;
        foreach (var (path, _, at) in FreeVariablesOf(template))
        {
            if (Options.FreeVariables == FreeVariableMode.Warn) Diagnostics.Log.FreeVariable(Log, at.Template, at.Line, at.Column, path);
            else
                throw new TemplateSyntaxException(
                    $"A cached section reads '{path}', which its key does not tell: renders with other values of it share one entry. Add it to the key, or use key: auto")
                { Location = at };
        }
    }

    private bool IsGlobal(string name) => Value.From(Options.Globals) is { IsReference: true } globals
        && (Options.Members.Find(globals.AsObject!.GetType(), name) is not null
            || (globals.Kind == ValueKind.Hash && HashAccess.Of(globals.AsObject!).TryGet(globals.AsObject!, Value.FromString(name), out _)));
}
