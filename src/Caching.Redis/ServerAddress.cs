using System.Globalization;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>What a configuration says of a server: a connection string of the client, or an address as <c>rediss://:password@host:6379/0</c>.</summary>
internal static class ServerAddress
{
    public const string Expected =
        "a server, such as localhost:6379 or redis://localhost:6379/0, or a connection string of StackExchange.Redis";

    private const int Port = 6379;

    /// <summary>The options, or null if it is neither.</summary>
    public static ConfigurationOptions? TryParse(string text)
    {
        try
        {
            var parsed = text.Contains("://", StringComparison.Ordinal) ? FromUrl(new Uri(text)) : ConfigurationOptions.Parse(text);
            return parsed is { EndPoints.Count: > 0 } ? parsed : null;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static ConfigurationOptions? FromUrl(Uri url)
    {
        if (url.Scheme is not ("redis" or "rediss") || url.Host.Length == 0) return null;
        var options = new ConfigurationOptions { Ssl = url.Scheme == "rediss" };
        options.EndPoints.Add(url.Host, url.Port > 0 ? url.Port : Port);
        var (user, password) = url.UserInfo.Split(':', 2) is [var name, var secret] ? (name, secret) : ("", url.UserInfo);
        // Names of users came to the client with version 2: they are said in a connection string.
        if (user is not ("" or "default")) return null;
        if (password.Length > 0) options.Password = Uri.UnescapeDataString(password);
        if (url.AbsolutePath is ['/', .. { Length: > 0 } database]) options.DefaultDatabase = int.Parse(database, NumberStyles.None, CultureInfo.InvariantCulture);
        return options;
    }
}
