using System.Net;
using System.Net.NetworkInformation;

namespace Site;

/// <summary>Where the site finds its files and where it is served, so that it runs from any directory without configuration.</summary>
internal static class Place
{
    private const int Port = 5118;

    /// <summary>
    /// The project's folder while it is built there, so that an edit of a template is an edit of the source; else the folder of
    /// the program. <c>ASPNETCORE_CONTENTROOT</c> names another.
    /// </summary>
    public static string ContentRoot()
    {
        if (Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is { Length: > 0 } named)
            return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Site.csproj")))
                return folder.FullName;
        }

        return AppContext.BaseDirectory;
    }

    /// <summary>A loopback address: the usual port, or any where that one is taken. <c>--urls</c> names another.</summary>
    public static string Address()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == Port);
        return $"http://{IPAddress.Loopback}:{(taken ? 0 : Port)}";
    }
}
