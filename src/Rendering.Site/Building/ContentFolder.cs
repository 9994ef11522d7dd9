namespace Rendering.Site.Building;

/// <summary>Goes through a folder of files to be copied, and through the folders that links in it lead to.</summary>
internal static class ContentFolder
{
    // The one folder of that kind that is for the public (RFC 8615).
    private const string WellKnown = ".well-known";

    /// <summary>All files with their names below the folder, apart from what begins with a dot.</summary>
    /// <exception cref="SiteBuildException">A link leads back to a folder that it is in.</exception>
    public static IEnumerable<(string Source, string Name)> FilesIn(string folder) => Below(folder, "", [RealPath.Of(folder)]);

    private static IEnumerable<(string Source, string Name)> Below(string folder, string prefix, IReadOnlyCollection<string> above)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(static entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.Name.StartsWith('.') && entry.Name != WellKnown) continue;
            var name = prefix + entry.Name;
            if (!entry.Attributes.HasFlag(FileAttributes.Directory))
            {
                yield return (entry.FullName, name);
                continue;
            }
            var real = entry.LinkTarget is null ? Path.Combine(above.Last(), entry.Name) : RealPath.Of(entry.FullName);
            if (above.Contains(real)) throw new SiteBuildException($"{entry.FullName} is a link to a folder that it is in, so its files have no end. Remove it.");
            foreach (var file in Below(entry.FullName, name + "/", [.. above, real])) yield return file;
        }
    }
}
