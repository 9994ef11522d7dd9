using Rendering.Site.Building;

namespace Rendering.Site;

/// <summary>
/// The pages of a site, registered in code, and the folders of files beside them: one list that a server answers from
/// (<see cref="Find"/>) and that <see cref="SiteBuilder"/> builds, so that the live site and the static one are the same.
/// Register everything first; reading is safe for concurrent use.
/// </summary>
/// <remarks>
/// When a build makes a page again: where its template, or anything that it includes or lays itself out in, changed; where its
/// data changed. Data are compared by the digest of the model, all that a template can read of it, so nothing need be said and
/// nothing stale is kept; the price is that the model is made in each build. <c>version</c> spares that: a number, a text, or
/// an object that changes whenever the data do (a file's digest, a row's version), or a function that gives it. Where a version
/// is declared, or where a page is bytes, a new build of the code that registers it makes the page again too. A page whose model
/// cannot be digested (see <see cref="DigestedModel"/>) and that declares no version, and one that prints the time, is made in each build.
/// Models are made in parallel, and a sequence in one is gone through for the digest and again for the page: one that can be gone
/// through only once must be made a list.
/// </remarks>
public sealed class StaticSite
{
    private readonly OutputNames _names = new();
    private readonly Dictionary<string, SitePage> _byPath = new(StringComparer.Ordinal);
    private readonly List<(string Folder, string Under)> _folders = [];

    /// <summary>The pages, in the order of their registration.</summary>
    public IReadOnlyCollection<SitePage> AllPages => _byPath.Values;

    internal IReadOnlyList<(string Folder, string Under)> Folders => _folders;

    /// <summary>Registers a page made of a template.</summary>
    /// <param name="path">Its path, such as <c>/about</c> or <c>/feed.xml</c>.</param>
    /// <param name="template">The template's name, as a render takes it.</param>
    /// <param name="model">The model, or a function or task that gives it and is asked only where it is needed.</param>
    /// <param name="version">What names the version of the data; see the remarks of the class.</param>
    /// <exception cref="ArgumentException">The path is none, or a page is in its way.</exception>
    public StaticSite Page(string path, string template, object? model = null, object? version = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(template);
        var code = (model as Delegate)?.Method.Module ?? model?.GetType().Module ?? typeof(StaticSite).Module;
        return Add(new SitePage(path, code) { Template = template, Model = model, Version = version });
    }

    /// <summary>Registers a page for each item: <c>Pages("/elements/{symbol}", elements, e => e.Symbol, "element", e => new { Element = e })</c>.</summary>
    /// <param name="pattern">A path with one name in braces, in whose place the item's key stands.</param>
    /// <param name="items">The items; gone through now.</param>
    /// <param name="key">What stands in the path; printed in the invariant culture.</param>
    /// <param name="template">The template's name.</param>
    /// <param name="model">Makes an item's model, when it is needed.</param>
    /// <param name="version">What names the version of an item's data; asked in each build. Null: nothing does.</param>
    /// <exception cref="ArgumentException">The pattern has not one name in braces, or two items have one path.</exception>
    public StaticSite Pages<T>(string pattern, IEnumerable<T> items, Func<T, object> key, string template, Func<T, object?> model, Func<T, object?>? version = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        ArgumentException.ThrowIfNullOrEmpty(template);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(model);
        var (open, close) = (pattern.IndexOf('{'), pattern.IndexOf('}'));
        if (open < 0 || close < open || pattern.IndexOf('{', open + 1) >= 0)
            throw new ArgumentException($"'{pattern}' has not one name in braces for the key of an item, as /elements/{{symbol}} has.", nameof(pattern));
        foreach (var item in items)
        {
            Add(new SitePage(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pattern[..open]}{key(item)}{pattern[(close + 1)..]}"), model.Method.Module)
            {
                Template = template,
                Model = () => model(item),
                Version = version is null ? null : () => version(item),
            });
        }
        return this;
    }

    /// <summary>Registers a page of bytes: what any code makes, such as an image or an index for a script.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="bytes">Makes the bytes: the same for the same data. Without a version it is asked in each build.</param>
    /// <param name="version">What names the version of the data; see the remarks of the class.</param>
    /// <exception cref="ArgumentException">The path is none, or a page is in its way.</exception>
    public StaticSite Bytes(string path, Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> bytes, object? version = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return Add(new SitePage(path, bytes.Method.Module) { Bytes = bytes, Version = version });
    }

    /// <summary>Registers all files of a folder and of the folders in it, to be copied; those whose name starts with a dot are left out.</summary>
    /// <param name="folder">The folder, such as <c>wwwroot</c>; gone through in each build. There may be none.</param>
    /// <param name="under">Where its files are in the site.</param>
    /// <exception cref="ArgumentException"><paramref name="under"/> is no path.</exception>
    public StaticSite Folder(string folder, string under = "/")
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folders.Add((Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), SitePath.Parse(under).Path.Trim('/')));
        return this;
    }

    /// <summary>The page at a path, not percent-encoded, with or without a slash at its end; null where there is none.</summary>
    public SitePage? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _byPath.GetValueOrDefault(path.Length > 1 ? path.TrimEnd('/') : path);
    }

    private StaticSite Add(SitePage page)
    {
        if (_names.Take(page.OutputFile, page.Path) is { } clash)
            throw new ArgumentException($"'{page.Path}' and '{clash.With}' {clash.Why}. Give one of them another path.", nameof(page));
        _byPath.Add(page.Path, page);
        return this;
    }
}
