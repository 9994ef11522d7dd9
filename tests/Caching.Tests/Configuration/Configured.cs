using System.Text;
using Microsoft.Extensions.Configuration;

namespace Caching.Tests.Configuration;

/// <summary>Configurations as applications have them.</summary>
internal static class Configured
{
    public static IConfigurationRoot Json(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

    /// <summary>One whose values a test changes; <see cref="IConfigurationRoot.Reload"/> tells of it. Of two with one key the later stands.</summary>
    public static IConfigurationRoot Pairs(params (string Key, string? Value)[] pairs) => new ConfigurationBuilder().AddInMemoryCollection(
        pairs.GroupBy(static pair => pair.Key).Select(static same => KeyValuePair.Create(same.Key, same.Last().Value))).Build();

    public static CacheManagerOptions Options(this IConfiguration section) => new CacheManagerOptions().Configure(section);

    public static string ErrorOf(this CacheManagerOptions options) =>
        Assert.Throws<CacheConfigurationException>(() => new CacheManager(options)).Message;
}
