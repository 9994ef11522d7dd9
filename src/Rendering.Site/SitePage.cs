using System.Reflection;

namespace Rendering.Site;

/// <summary>A page of a site: where it is, and what it is made of. Made by <see cref="StaticSite"/>.</summary>
public sealed class SitePage
{
    internal SitePage(string path, Module registeredBy)
    {
        (Path, OutputFile) = SitePath.Parse(path);
        Code = registeredBy.ModuleVersionId.ToString("N");
    }

    /// <summary>Its path from the root of the site, not percent-encoded and without a slash at its end: <c>/elements/iron</c>.</summary>
    public string Path { get; }

    /// <summary>
    /// The file that it is built into, below the output folder: <c>elements/iron/index.html</c>, or <c>feed.xml</c> where the path
    /// has an extension.
    /// </summary>
    public string OutputFile { get; }

    /// <summary>Whether it is built into an HTML file.</summary>
    public bool IsHtml => OutputFile.EndsWith(".html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The template; null for a page of bytes.</summary>
    public string? Template { get; internal init; }

    /// <summary>The model, or a function or task that gives it.</summary>
    public object? Model { get; internal init; }

    /// <summary>Gives the bytes of a page that has no template; null for a page that has one.</summary>
    public Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>>? Bytes { get; internal init; }

    /// <summary>What names the version of the page's data, or a function that gives it; null where nothing does.</summary>
    public object? Version { get; internal init; }

    /// <summary>
    /// What identifies the code that registered the page: a declared version says nothing of how the page is made from the data.
    /// </summary>
    internal string Code { get; }
}
