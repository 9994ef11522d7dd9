namespace Rendering.Site.Building;

/// <summary>A file of a folder, and where it goes.</summary>
internal sealed record ContentFile(string Source, string File)
{
    /// <summary>The files of the site's folders. A later folder's file takes the place of an earlier one's.</summary>
    /// <exception cref="SiteBuildException">
    /// Two files would be one, or a page and a file, or one would stand where another needs a folder; or the output would be copied
    /// into itself.
    /// </exception>
    public static IReadOnlyCollection<ContentFile> Of(StaticSite site, string output)
    {
        var target = RealPath.Of(output) + Path.DirectorySeparatorChar;
        var found = new Dictionary<string, (ContentFile File, int Folder)>(StringComparer.Ordinal);
        for (var i = 0; i < site.Folders.Count; i++)
        {
            var (folder, under) = site.Folders[i];
            if (!Directory.Exists(folder)) continue;
            if (target.StartsWith(RealPath.Of(folder) + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase))
                throw new SiteBuildException($"{output} is inside {folder}, whose files are part of the site. Build into a folder outside of it.");
            foreach (var (source, name) in ContentFolder.FilesIn(folder))
            {
                var file = under.Length == 0 ? name : $"{under}/{name}";
                var key = OutputNames.KeyOf(file);
                if (found.TryGetValue(key, out var other) && other.Folder == i)
                    throw new SiteBuildException($"The files {other.File.Source} and {source} would be one file on systems that tell no case apart. Rename one of them.");
                found[key] = (new ContentFile(source, file), i);
            }
        }
        List<ContentFile> files = [.. found.Values.Select(static one => one.File)];
        RefuseClashes(site, files);
        RefuseSources(site, target, [.. site.AllPages.Select(static page => page.OutputFile), .. files.Select(static file => file.File)]);
        return files;
    }

    // What is written is the builder's, and deleted when its page goes: that must never be the original.
    private static void RefuseSources(StaticSite site, string target, List<string> files)
    {
        foreach (var (folder, _) in site.Folders)
        {
            var source = RealPath.Of(folder) + Path.DirectorySeparatorChar;
            if (!source.StartsWith(target, StringComparison.OrdinalIgnoreCase)) continue;
            var below = source[target.Length..].Replace('\\', '/');
            if (files.Find(file => file.StartsWith(below, StringComparison.OrdinalIgnoreCase)) is { } file)
                throw new SiteBuildException($"{file} would be written into {folder}, whose files are part of the site. Build into a folder of its own.");
        }
    }

    private static void RefuseClashes(StaticSite site, List<ContentFile> files)
    {
        var names = new OutputNames();
        foreach (var page in site.AllPages) names.Take(page.OutputFile, $"the page '{page.Path}'");
        foreach (var file in files)
            if (names.Take(file.File, $"the file {file.Source}") is { } clash)
                throw new SiteBuildException($"The file {file.Source} and {clash.With} {clash.Why}. Rename one of them.");
    }
}
