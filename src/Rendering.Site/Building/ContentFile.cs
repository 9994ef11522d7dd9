namespace Rendering.Site.Building;

/// <summary>A file of a folder, and where it goes.</summary>
internal sealed record ContentFile(string Source, string File)
{
    /// <summary>The files of the site's folders. A later folder's file takes the place of an earlier one's.</summary>
    /// <exception cref="SiteBuildException">A page and a file would be one, or the output would be copied into itself.</exception>
    public static IReadOnlyCollection<ContentFile> Of(StaticSite site, string output)
    {
        var target = Path.GetFullPath(output) + Path.DirectorySeparatorChar;
        var pages = site.AllPages.ToDictionary(static page => page.OutputFile, StringComparer.OrdinalIgnoreCase);
        var found = new Dictionary<string, ContentFile>(StringComparer.OrdinalIgnoreCase);
        foreach (var (folder, under) in site.Folders)
        {
            if (target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase))
                throw new SiteBuildException($"{output} is inside {folder}, whose files are part of the site. Build into a folder outside of it.");
            if (!Directory.Exists(folder)) continue;
            foreach (var source in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var name = Path.GetRelativePath(folder, source).Replace('\\', '/');
                if (name.Split('/').Any(static part => part[0] == '.' && part != ".well-known")) continue;
                var file = under.Length == 0 ? name : $"{under}/{name}";
                if (pages.TryGetValue(file, out var page))
                    throw new SiteBuildException($"The page '{page.Path}' and the file {source} would both be {file}. Rename one of them.");
                found[file] = new ContentFile(source, file);
            }
        }
        return found.Values;
    }
}
