using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Rendering.Site.Building;

/// <summary>What a page declares as the version of its data.</summary>
internal static class PageVersion
{
    /// <summary>
    /// The digest of a version; null where it cannot be read in advance, or where there is none: then nothing names the data.
    /// </summary>
    /// <exception cref="SiteBuildException">Nothing can be read of it: it would be the same version for ever, and the page stale.</exception>
    public static async ValueTask<(bool IsDeclared, string? Digest)> DigestAsync(SitePage page, Renderer renderer, CancellationToken cancellation)
    {
        if (page.Version is null) return (false, null);
        var (version, digest) = await renderer.DigestAsync(page.Version, cancellation).ConfigureAwait(false);
        if (version is null) return (false, null);
        if (digest is not null && !SaysMoreThanItsType(version))
            throw new SiteBuildException($"The version of '{page.Path}' is a {version.GetType()}, which shows nothing that changes. Give a number, a text, a date, bytes, or an object with members of these.");
        return (true, digest);
    }

    // Templates, and so digests, read no members of the framework's types: what is no value prints a name that stays, as a file's path.
    private static bool SaysMoreThanItsType(object version)
    {
        if (version is string or bool or IFormattable or IEnumerable or ITuple) return true;
        var type = version.GetType();
        if (type.Namespace is { } home && (home == "System" || home.StartsWith("System.", StringComparison.Ordinal) || home.StartsWith("Microsoft.", StringComparison.Ordinal)))
            return false;
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Length > 0 || type.GetFields(BindingFlags.Public | BindingFlags.Instance).Length > 0
            || type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } printer && printer != typeof(object) && printer != typeof(ValueType);
    }
}
