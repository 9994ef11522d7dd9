namespace Site;

/// <summary>What every template sees.</summary>
/// <param name="Address">Where the site is published, without a slash at its end: the feed and the sitemap need whole addresses.</param>
public sealed record Settings(string Address)
{
    public static readonly Settings Default = new("https://elements.example");

    /// <summary>The settings with the address that somebody gave, if any.</summary>
    public static Settings At(string? address) => address is { Length: > 0 } ? new(address.TrimEnd('/')) : Default;
}
