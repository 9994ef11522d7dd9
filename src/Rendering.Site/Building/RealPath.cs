namespace Rendering.Site.Building;

/// <summary>Where a path leads when the symbolic links on it are followed.</summary>
internal static class RealPath
{
    /// <summary>The full path without links; what is not there yet stays as it is written.</summary>
    /// <exception cref="IOException">The links on it lead in a ring.</exception>
    public static string Of(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent) return full;
        var here = Path.Combine(Of(parent), Path.GetFileName(full));
        return new DirectoryInfo(here).LinkTarget is null ? here : Of(Directory.ResolveLinkTarget(here, returnFinalTarget: true)!.FullName);
    }
}
